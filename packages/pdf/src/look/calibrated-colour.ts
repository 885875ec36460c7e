/**
 * Colours that need no output intent, so that they may stand in any PDF/A (ISO 19005-2 6.2.4.2) whatever its
 * intent: sRGB and its greys, approximated by a gamma of 2.2 (ISO 32000-2 8.6.5.2, 8.6.5.3).
 */
export const calibratedGray = '[/CalGray<</WhitePoint[.9505 1 1.089]/Gamma 2.2>>]'

export const calibratedRgb =
  '[/CalRGB<</WhitePoint[.9505 1 1.089]/Gamma[2.2 2.2 2.2]' +
  '/Matrix[.4124 .2126 .0193 .3576 .7152 .1192 .1805 .0722 .9505]>>]'
