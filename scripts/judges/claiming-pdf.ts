/**
 * A PDF with one empty page that claims to follow a standard, and does, made by hand. It has no output intent: that
 * is the hardest case for whoever draws on it. `claim` are attributes of its XMP, `page` and `catalog` entries of these
 * dictionaries; further objects get the numbers from 7.
 */
export function claimingPdf(
  claim: string,
  page: string,
  more: { readonly catalog?: string; readonly objects?: readonly string[] } = {},
): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/MarkInfo<</Marked true>>/Lang(nl)' +
      `/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot 5 0 R${more.catalog ?? ''}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
    `<</Type/Page/Parent 2 0 R/Resources<<>>${page}>>`,
    metadata(claim),
    '<</Type/StructTreeRoot/K 6 0 R/ParentTree<</Nums[]>>>>',
    '<</Type/StructElem/S/Document/P 5 0 R/K[]>>',
    ...(more.objects ?? []),
  ]
  let body = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const rows = objects.map((object, index) => {
    const row = `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return row
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  const trailer = `trailer\n<</Size ${size}/Root 1 0 R/ID[<00><00>]>>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(`${body}${table}${trailer}`, 'latin1')
}

function metadata(claim: string): string {
  const namespaces =
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
  const title = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Brief</rdf:li></rdf:Alt></dc:title>'
  const description = `<rdf:Description rdf:about="" ${claim}>${title}</rdf:Description>`
  const packet =
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    `<rdf:RDF ${namespaces}>${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  return `<</Type/Metadata/Subtype/XML/Length ${packet.length}>>\nstream\n${packet}\nendstream`
}
