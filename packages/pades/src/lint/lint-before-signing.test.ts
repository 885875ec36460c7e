import { expect, test } from '@jest/globals'
import { openPdf } from '@waarmerk/pdf'
import { codeOf, makePdf, type Objects, onePage } from '../../test/make-pdf.ts'
import { lintBeforeSigning } from './lint-before-signing.ts'

const lint = (objects: Objects) => codeOf(() => lintBeforeSigning(openPdf(makePdf({ ...onePage, ...objects }))))
const catalog = (entries: string): Objects => ({ 1: `<</Type/Catalog/Pages 2 0 R${entries}>>` })
const page = (entries: string): Objects => ({ 3: `<</Type/Page/Parent 2 0 R${entries}>>` })
const link = (action: string): Objects => page(`/Annots[<</Subtype/Link/A${action}>>]`)

test.each<[string, Objects]>([
  ['one page', {}],
  ['an open action that shows a page', catalog('/OpenAction[3 0 R/Fit]')],
  ['an open action of type GoTo', catalog('/OpenAction<</S/GoTo/D[3 0 R/Fit]>>')],
  ['links to places, files and addresses', link('<</S/URI/URI(https://example.nl)/Next[<</S/GoTo>><</S/GoToR>>]>>')],
  ['layers that are all shown', catalog('/OCProperties<</OCGs[4 0 R]/D<</ON[4 0 R]/OFF[]/AS[]>>>>')],
  ['a form that needs no drawing', catalog('/AcroForm<</Fields[]/NeedAppearances false>>')],
  ['attachments', catalog('/Names<</EmbeddedFiles<</Names[]>>>>')],
  ['an outline', { ...catalog('/Outlines 4 0 R'), 4: '<</First 5 0 R>>', 5: '<</Title(x)/Dest[3 0 R]/Next 5 0 R>>' }],
  [
    'content and images in the file',
    { ...page('/Contents[4 0 R]/Resources<</XObject<</I 4 0 R>>>>'), 4: '<</Length 0>>\nstream\n\nendstream' },
  ],
  ['actions that follow each other in a circle', { ...link(' 4 0 R'), 4: '<</S/GoTo/Next 4 0 R>>' }],
])('%s may be signed', async (_, objects) => {
  expect(await lint(objects)).toBe('no error')
})

test.each<[string, Objects, string]>([
  ['a JavaScript name tree', catalog('/Names<</JavaScript<</Names[]>>>>'), 'ERR_PADES_LINT_JAVASCRIPT'],
  ['JavaScript on opening', catalog('/OpenAction<</S/JavaScript/JS(x)>>'), 'ERR_PADES_LINT_JAVASCRIPT'],
  ['JavaScript in a link', link('<</S/JavaScript/JS(x)>>'), 'ERR_PADES_LINT_JAVASCRIPT'],
  [
    'JavaScript after a harmless action',
    link('<</S/GoTo/Next[<</S/URI>><</S/JavaScript>>]>>'),
    'ERR_PADES_LINT_JAVASCRIPT',
  ],
  [
    'JavaScript in an object that is annotation and action at once',
    { ...page('/Annots[4 0 R<</Subtype/Link/A 4 0 R>>]'), 4: '<</Subtype/Link/S/JavaScript/JS(x)>>' },
    'ERR_PADES_LINT_JAVASCRIPT',
  ],
  [
    'JavaScript in the outline',
    { ...catalog('/Outlines<</First<</Next<</A<</S/JavaScript>>>>>>>>') },
    'ERR_PADES_LINT_JAVASCRIPT',
  ],
  ['an address on opening', catalog('/OpenAction<</S/URI/URI(x)>>'), 'ERR_PADES_LINT_OPEN_ACTION'],
  ['something odd on opening', catalog('/OpenAction/Print'), 'ERR_PADES_LINT_OPEN_ACTION'],
  ['events of the document', catalog('/AA<</WP<</S/Named>>>>'), 'ERR_PADES_LINT_ADDITIONAL_ACTIONS'],
  ['events of a page', page('/AA<<>>'), 'ERR_PADES_LINT_ADDITIONAL_ACTIONS'],
  ['events of an annotation', page('/Annots[<</Subtype/Widget/AA<<>>>>]'), 'ERR_PADES_LINT_ADDITIONAL_ACTIONS'],
  ['events of a field', { ...catalog('/AcroForm<</Fields[<</T(a)/AA<<>>>>]>>') }, 'ERR_PADES_LINT_ADDITIONAL_ACTIONS'],
  ['a program to start', link('<</S/Launch/F(x)>>'), 'ERR_PADES_LINT_LAUNCH'],
  ['a form to send', link('<</S/SubmitForm/F(x)>>'), 'ERR_PADES_LINT_SUBMIT'],
  ['data to fetch', link('<</S/ImportData/F(x)>>'), 'ERR_PADES_LINT_SUBMIT'],
  ['an action that hides', link('<</S/Hide/T(x)>>'), 'ERR_PADES_LINT_ACTION'],
  ['an unknown action', link('<</S/constructor>>'), 'ERR_PADES_LINT_ACTION'],
  ['an XFA form', catalog('/AcroForm<</Fields[]/XFA[]>>'), 'ERR_PADES_LINT_XFA'],
  ['fields to redraw', catalog('/AcroForm<</Fields[]/NeedAppearances true>>'), 'ERR_PADES_LINT_NEED_APPEARANCES'],
  [
    'fields to redraw, oddly said',
    catalog('/AcroForm<</Fields[]/NeedAppearances/true>>'),
    'ERR_PADES_LINT_NEED_APPEARANCES',
  ],
  ['a hidden layer', catalog('/OCProperties<</D<</OFF[4 0 R]>>>>'), 'ERR_PADES_LINT_OPTIONAL_CONTENT'],
  [
    'layers hidden at first',
    catalog('/OCProperties<</D<</BaseState/OFF/ON[4 0 R]>>>>'),
    'ERR_PADES_LINT_OPTIONAL_CONTENT',
  ],
  [
    'layers that differ on paper',
    catalog('/OCProperties<</D<</AS[<</Event/Print>>]>>>>'),
    'ERR_PADES_LINT_OPTIONAL_CONTENT',
  ],
  [
    'content from elsewhere',
    { ...page('/Contents 4 0 R'), 4: '<</Length 0/F(http://x)>>\nstream\n\nendstream' },
    'ERR_PADES_LINT_EXTERNAL_REFERENCE',
  ],
  [
    'an image from elsewhere',
    { ...page('/Resources<</XObject<</I 4 0 R>>>>'), 4: '<</Length 0/Ref<<>>>>\nstream\n\nendstream' },
    'ERR_PADES_LINT_EXTERNAL_REFERENCE',
  ],
  [
    'an image from elsewhere, inherited',
    {
      2: '<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</XObject<</I 4 0 R>>>>>>',
      4: '<</Length 0/OPI<<>>>>\nstream\n\nendstream',
    },
    'ERR_PADES_LINT_EXTERNAL_REFERENCE',
  ],
  ['film', page('/Annots[<</Subtype/RichMedia>>]'), 'ERR_PADES_LINT_MULTIMEDIA'],
  ['a film to start', link('<</S/Rendition>>'), 'ERR_PADES_LINT_MULTIMEDIA'],
  ['a portfolio', catalog('/Collection<<>>'), 'ERR_PADES_LINT_PORTFOLIO'],
])('%s is refused', async (_, objects, code) => {
  expect(await lint(objects)).toBe(code)
})

test('more annotations than anyone can look at are refused', async () => {
  const objects = { ...page('/Annots 4 0 R'), 4: `[${'<<>>'.repeat(250_001)}]` }
  expect(await lint(objects)).toBe('ERR_PADES_LINT_TOO_MANY')
})
