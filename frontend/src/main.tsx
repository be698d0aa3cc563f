import { render } from "preact";

render(<p>détente</p>, document.getElementById("page") as HTMLElement);
