/** The head, the differences and the scene as the server sends them (units in the names; the page only shows them). */

export interface Named {
  id: string;
  name: string;
}

export interface ViewHead {
  id: string;
  title: string;
  holder: string;
  side: string;
  colour: string;
}

/** Of the scene the page's frame reads only this much; the maps read the rest. */
export interface Scene {
  [key: string]: unknown;
}
