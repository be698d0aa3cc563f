/** Where a sheet goes: below its button, above where there is no room, never over the edge of the window. */

const gap = 4;
const margin = 8;

export function placeBeside(sheet: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = at.bottom + gap;
  const fits = below + height + margin <= window.innerHeight;
  const top = fits ? below : Math.max(margin, Math.min(at.top - gap - height, window.innerHeight - height - margin));
  const left = Math.max(margin, Math.min(at.left, window.innerWidth - width - margin));
  sheet.style.top = `${top}px`;
  sheet.style.left = `${left}px`;
}
