/** Shaders of the sphere: painted ground, a sharper window of it, and two fields of one side. */

export const VERTEX = `
out vec2 place;
void main() {
  place = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

/**
 * What is not there is left out by the preprocessor: in software every sample of a texture counts.
 * `place` is the sphere's own uv: x from 0 at 180 W eastwards, y from 0 at the south pole.
 */
export const FRAGMENT = `
precision highp float;
in vec2 place;
out vec4 result;

uniform sampler2D ground;
uniform sampler2D detail;
uniform vec4 detailBox;      // west, south, width, height [deg]
uniform sampler2D defended;
uniform vec4 defendedBox;
uniform sampler2D denied;
uniform vec4 deniedBox;
uniform vec3 tint;
uniform vec3 deep;
uniform bool band;
uniform float tile;          // [px] of the hatching
uniform vec4 limb;           // centre x, y and radius of the disc, 0 [px]
uniform vec3 paper;

vec2 within(vec4 box, vec2 at) {
  return vec2(mod(at.x - box.x, 360.0) / box.z, (at.y - box.y) / box.w);
}

bool inside(vec2 part) {
  return part.x >= 0.0 && part.x <= 1.0 && part.y >= 0.0 && part.y <= 1.0;
}

float soft(float distance) {
  return clamp(distance + 0.5, 0.0, 1.0);
}

// A line of the hatching, 1.6 px wide, softened.
float hatch(vec2 pixel) {
  float across = mod(pixel.x - pixel.y, tile) / 1.41421356;
  return soft(0.8 - abs(across - 0.5 * tile / 1.41421356));
}

float dots(vec2 pixel) {
  return soft(0.2 * tile - length(mod(pixel, tile) - 0.5 * tile));
}

vec4 field(sampler2D values, vec2 part) {
  return texture(values, vec2(part.x, 1.0 - part.y));
}

void main() {
  vec2 at = vec2(place.x * 360.0 - 180.0, place.y * 180.0 - 90.0);
  vec3 colour = texture(ground, place).rgb;
#ifdef DETAIL
  vec2 sharp = within(detailBox, at);
  if (inside(sharp)) colour = texture(detail, sharp).rgb;
#endif
#ifdef DENIED
  vec2 from = within(deniedBox, at);
  vec4 met = field(denied, from);
  if (inside(from) && met.r > 0.0 && met.a > 0.5) colour = mix(colour, deep, 0.75 * dots(gl_FragCoord.xy));
#endif
#ifdef DEFENDED
  vec2 here = within(defendedBox, at);
  vec4 slack = field(defended, here);
  if (inside(here) && slack.a > 0.5) {
    if ((band ? slack.g : slack.r) > 0.0) colour = mix(colour, tint, band ? 0.45 : 0.4);
    else if (band && slack.b > 0.0) colour = mix(colour, deep, 0.6 * hatch(gl_FragCoord.xy));
  }
#endif
  float rim = limb.z - length(gl_FragCoord.xy - limb.xy);
  result = vec4(mix(paper, colour, soft(rim)), 1.0);
}
`;
