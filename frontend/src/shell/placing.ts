/** Where a sheet goes: below its button, else beside it or above, never over the edge of the window. */

const gap = 4;
const margin = 8;

export function placeBeside(sheet: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const lowest = window.innerHeight - height - margin;
  const rightmost = window.innerWidth - width - margin;
  const below = at.bottom + gap <= lowest;
  const beside = !below && at.right + gap <= rightmost;
  const top = Math.max(margin, below ? at.bottom + gap : beside ? Math.min(at.top, lowest) : Math.min(at.top - gap - height, lowest));
  const left = Math.max(margin, Math.min(beside ? at.right + gap : at.left, rightmost));
  sheet.style.top = `${top}px`;
  sheet.style.left = `${left}px`;
}
