/** Something that could not be read, and where. */
export interface Problem {
  where: string;
  message: string;
}
