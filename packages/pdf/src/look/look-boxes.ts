/** A rectangle in the space of the look. */
export interface Box {
  readonly left: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

const padding = 3
/** Part of the width that an image beside text gets at most. */
const imageShare = 0.35

/** Where text and image go within a look, padding left out. `behind`: both have the whole box. */
export const placeBoxes = (
  whole: Box,
  place: 'left' | 'right' | 'behind',
): { readonly text: Box; readonly image: Box } => {
  const inner: Box = {
    left: padding,
    bottom: padding,
    width: Math.max(whole.width - 2 * padding, 0),
    height: Math.max(whole.height - 2 * padding, 0),
  }
  if (place === 'behind') return { text: inner, image: inner }
  const imageWidth = inner.width * imageShare
  const textWidth = Math.max(inner.width - imageWidth - padding, 0)
  const image = { ...inner, width: imageWidth }
  const text = { ...inner, width: textWidth }
  if (place === 'left') return { image, text: { ...text, left: inner.left + imageWidth + padding } }
  return { text, image: { ...image, left: inner.left + textWidth + padding } }
}

/** The largest box of the image's proportions within another, in its middle. */
export const imageBox = (within: Box, pixels: { readonly width: number; readonly height: number }): Box => {
  const scale = Math.min(within.width / pixels.width, within.height / pixels.height)
  const [width, height] = [pixels.width * scale, pixels.height * scale]
  return {
    left: within.left + (within.width - width) / 2,
    bottom: within.bottom + (within.height - height) / 2,
    width,
    height,
  }
}
