import type { Random } from '../random.ts'
import { changeBytes, joined, type Mutation } from './bytes.ts'
import { atAnyPlace, places, reference, replaced, wholeObject } from './pdf-text.ts'

/** Names that mean something to whoever signs: one in the place of another makes a lie. */
const names = (
  '/AcroForm /Annots /AP /ByteRange /Catalog /Certs /Contents /Count /CRLs /Columns /DecodeParms /DocTimeStamp /DSS ' +
  '/Encrypt /Extends /Extensions /FieldMDP /Fields /Filter /First /FlateDecode /FT /ID /Index /Kids /Length /Linearized ' +
  '/Lock /MediaBox /N /ObjStm /OCSPs /P /Page /Pages /Parent /ParentTree /Perms /Predictor /Prev /Reference /Resources ' +
  '/Root /Rotate /Sig /SigFlags /Size /StructTreeRoot /SubFilter /SV /T /TransformParams /Type /V /VRI /W /XFA /XRef /XRefStm'
).split(' ')

const numberLike = /[+-]?\d+(?:\.\d+)?/g

/** One to five numbers lie. */
export const changeNumbers: Mutation = (bytes, random, other) => {
  let changed = bytes
  for (let count = 1 + random.below(5); count > 0; count -= 1) changed = changeNumber(changed, random, other)
  return changed
}

const changeNumber = atAnyPlace('changeNumber', numberLike, changeBytes, ({ text }, _bytes, random) =>
  otherNumber(text, random),
)

function otherNumber(text: string, random: Random): string {
  const value = Number(text)
  const near = [value + 1, value - 1, value * 2, -value, value + random.below(100), Math.floor(value / 2)]
  const far = ['0', '-1', '1', '65535', '65536', '2147483647', '2147483648', '4294967296', '9999999999', '0.5']
  const absurd = ['99999999999999999999', '1e9', '--1', '+', '.', '00000000000000000001']
  const chosen = random.pick([near.map(String), near.map(String), far, absurd])
  return random.oneIn(3) ? sameLength(text, random) : random.pick(chosen)
}

function sameLength(text: string, random: Random): string {
  return text.replaceAll(/\d/g, () => String(random.below(10)))
}

/** A key or value becomes another that means something. */
export const changeNames: Mutation = atAnyPlace('changeNames', /\/[A-Za-z]+/g, changeBytes, (_place, _bytes, random) =>
  random.pick(names),
)

/** A dictionary gets one key more, which it may have already. */
export const addEntry: Mutation = atAnyPlace('addEntry', /<</g, changeBytes, (_place, bytes, random) => {
  const references = places(bytes, reference)
  const value = random.pick([
    ...(references.length > 0 ? [random.pick(references).text] : []),
    '0',
    'null',
    '[]',
    '<<>>',
    '(x)',
    random.pick(names),
  ])
  return `<<${random.pick(names)} ${value} `
})

/** A reference points elsewhere: to itself, to what holds it, to nothing. */
export const changeReferences: Mutation = atAnyPlace(
  'changeReferences',
  reference,
  changeBytes,
  ({ text }, bytes, random) => {
    const others = places(bytes, reference)
    const number = Number(text.split(' ')[0])
    return random.pick([
      random.pick(others).text,
      `${number + 1} 0 R`,
      `${random.below(500)} 0 R`,
      `${number} 1 R`,
      '0 0 R',
    ])
  },
)

/** Objects go, come twice, or change places. */
export const moveObjects: Mutation = (bytes, random, other) => {
  const objects = places(bytes, wholeObject)
  if (objects.length < 2) return changeBytes(bytes, random, other)
  const [one, two] = [random.pick(objects), random.pick(objects)]
  if (random.oneIn(3)) return replaced(bytes, one, '')
  return replaced(bytes, one, two.text)
}

const tokens = ['<<', '>>', '[', ']', '(', ')', '<', '>', '{', '%', 'obj', 'endobj', 'stream', 'endstream', ' R', '\0']

/** A token too many, or the same one thousands of times within itself. */
export const insertTokens: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1)
  const token = random.pick([...tokens, ...names.slice(0, 8)])
  const text = token.repeat(random.oneIn(3) ? 1 + random.below(20_000) : 1)
  return joined(bytes.subarray(0, at), Buffer.from(text, 'latin1'), bytes.subarray(at))
}
