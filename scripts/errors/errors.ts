import { type Generated, replaceMarked } from '../generate/generated.ts'
import { type ErrorCode, errorCodes } from './error-tables.ts'

const who: Readonly<Record<string, string>> = {
  caller: 'the caller',
  person: 'the person',
  upstream: 'nobody: try again',
  defect: 'us',
}

/** What stands in the column that people write until somebody does. */
export const unwritten = '…'

/** docs/errors.md: every code, with what is written by hand in the last column kept. */
export const errorsDocument: Generated = {
  path: 'docs/errors.md',
  content: async (now = '') => replaceMarked(now, 'codes', tables(await errorCodes(), advice(now))),
}

/** The hand-written advice per code. */
export function advice(document: string): Map<string, string> {
  const rows = [...document.matchAll(/^\| `(ERR_\w+)` \|[^|]*\|(.*)\|$/gm)]
  return new Map(rows.map(([, code = '', text = '']) => [code, text.trim()]))
}

function tables(codes: readonly ErrorCode[], known: ReadonlyMap<string, string>): string {
  const folders = [...new Set(codes.map(({ room }) => room.folder))].sort()
  return folders
    .map((folder) => {
      const rows = codes
        .filter(({ room }) => room.folder === folder)
        .map(({ code, kind }) => `| \`${code}\` | ${kind}: ${who[kind]} | ${known.get(code) || unwritten} |`)
      return [`### ${folder}`, '', '| code | kind: who acts | what to do |', '|---|---|---|', ...rows].join('\n')
    })
    .join('\n\n')
}
