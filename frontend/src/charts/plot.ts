/** What is used of Observable Plot; a chunk of its own, fetched when the first chart is shown. */

export { areaX, axisX, axisY, dot, gridX, gridY, line, link, plot, pointer, pointerX, rect, ruleX, ruleY, text, tickX, tip } from "@observablehq/plot";
