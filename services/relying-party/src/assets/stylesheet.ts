import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Asset, createAsset } from './asset.ts'

const require = createRequire(import.meta.url)

/** NL Design System, only what the pages use; all EUPL-1.2. The packages have no `exports`: files are named. */
const components = [
  require.resolve('@utrecht/root-css/dist/index.min.css'),
  require.resolve('@utrecht/document-css/dist/index.min.css'),
  require.resolve('@utrecht/page-layout-css/dist/index.min.css'),
  require.resolve('@utrecht/page-header-css/dist/index.min.css'),
  require.resolve('@utrecht/page-body-css/dist/index.min.css'),
  require.resolve('@utrecht/page-footer-css/dist/index.min.css'),
  require.resolve('@utrecht/skip-link-css/dist/index.min.css'),
  require.resolve('@utrecht/heading-1-css/dist/index.min.css'),
  require.resolve('@utrecht/heading-2-css/dist/index.min.css'),
  require.resolve('@utrecht/paragraph-css/dist/index.min.css'),
  require.resolve('@utrecht/link-css/dist/index.min.css'),
  require.resolve('@utrecht/ordered-list-css/dist/index.min.css'),
  require.resolve('@utrecht/button-css/dist/index.min.css'),
  require.resolve('@utrecht/button-link-css/dist/index.min.css'),
  require.resolve('@utrecht/action-group-css/dist/index.min.css'),
  require.resolve('@utrecht/form-field-css/dist/index.min.css'),
  require.resolve('@utrecht/form-label-css/dist/index.min.css'),
  require.resolve('@utrecht/form-field-description-css/dist/index.min.css'),
  require.resolve('@utrecht/form-field-error-message-css/dist/index.min.css'),
  require.resolve('@utrecht/textbox-css/dist/index.min.css'),
  require.resolve('@utrecht/textarea-css/dist/index.min.css'),
  require.resolve('@utrecht/checkbox-css/dist/index.min.css'),
  require.resolve('@utrecht/alert-css/dist/index.min.css'),
  require.resolve('@utrecht/data-list-css/dist/index.min.css'),
]
const neutralTheme = [
  require.resolve('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'),
  require.resolve('#browser/neutral-theme.css'),
]
const tokens = require.resolve('#browser/tokens.css')
const own = require.resolve('#browser/waarmerk.css')

/**
 * Theme, components and our own few rules as one file.
 *
 * @param themeFile a municipality's theme: custom properties under one class; default a neutral one
 */
export const loadStylesheet = (themeFile?: string): Asset => {
  const theme = themeFile === undefined ? neutralTheme : [themeFile]
  const parts = [tokens, ...theme, ...components, own].map((file) => readFileSync(file, 'utf8'))
  return createAsset('style', 'css', Buffer.from(parts.join('\n')))
}
