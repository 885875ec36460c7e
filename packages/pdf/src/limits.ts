const MiB = 1024 * 1024

/** Bounds on what untrusted bytes can make us do. Exceeding one is an error, never a hang. */
export const limits = {
  /** The header is searched in so many first bytes (ISO 32000-2 Annex I, note on 7.5.2). */
  headerBytes: 1024,
  /** `startxref` is searched in so many last bytes. */
  tailBytes: 4096,
  /** Offsets in a cross-reference table have ten digits (ISO 32000-2 7.5.4). */
  fileBytes: 9_999_999_999,
  /** Bytes of one object without its stream data. */
  objectBytes: 16 * MiB,
  /** Decoded bytes of one cross-reference or object stream. */
  streamBytes: 64 * MiB,
  /** All bytes read and decoded for one document; keeps reading time bounded. */
  workBytes: 512 * MiB,
  /** Bytes of a file that is searched for objects because its cross-reference is damaged. */
  scanBytes: 2048 * MiB,
  /** Bytes parsed in such a search: so many, and so many for each byte of the file. */
  scanWorkBase: 4 * MiB,
  scanWorkRate: 4,
  /** Values in one object. */
  values: 1_000_000,
  /** Arrays and dictionaries within each other. */
  depth: 100,
  /** Objects that must be read to read one object (length, object stream). */
  resolving: 16,
  /** A reference to a reference to … */
  references: 8,
  /** Largest object number (ISO 32000-1 Annex C.2). */
  objectNumber: 8_388_607,
  /** Cross-reference sections in the /Prev chain. */
  sections: 4096,
  /** Subsections of all tables together. */
  subsections: 65_536,
  /** Objects in one object stream. */
  objectStreamObjects: 100_000,
  /** Depth of page, field and structure trees. */
  treeDepth: 64,
  /** Nodes visited in one tree; of the field tree widgets too. */
  treeNodes: 200_000,
  /** Items of a list that is read as a whole (a lock, a demand), and bytes of its strings. */
  listItems: 10_000,
  listBytes: MiB,
  /** What is decoded of strings and gone through of lists in one document: many places may name one large object. */
  textBytes: 64 * MiB,
  /** UTF-16 units in a field name. */
  fieldName: 127,
  /** Certificates, OCSP responses and CRLs in one document security store, and their bytes. */
  storeItems: 10_000,
  storeBytes: 64 * MiB,
  /** Objects and bytes of one look. */
  lookObjects: 64,
  lookBytes: 4 * MiB,
  /** The image of a look, as it is given, and its pixels. */
  imageBytes: 2 * MiB,
  imagePixels: 2_000_000,
  /** Paragraphs and UTF-16 units of the text of one look. */
  lookLines: 64,
  lookText: 4096,
} as const
