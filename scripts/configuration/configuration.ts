import { type Generated, replaceMarked } from '../generate/generated.ts'
import { type ServiceSettings, type Setting, serviceSettings } from './service-settings.ts'

/** docs/configuration.md: every setting of every service. */
export const configurationDocument: Generated = {
  path: 'docs/configuration.md',
  content: async (now = '') => {
    const sections = (await serviceSettings()).map(section).join('\n\n')
    return replaceMarked(now, 'settings', sections)
  },
}

/** .env.example: every setting, commented out, with its default. */
export const environmentExample: Generated = {
  path: '.env.example',
  content: async () => {
    const head = '# Every setting of every service; docs/configuration.md explains them. Written by "npm run generate".'
    return [head, ...(await serviceSettings()).map(example)].join('\n\n').concat('\n')
  },
}

function section({ service, prefix, settings }: ServiceSettings): string {
  const rows = settings.map(
    (setting) => `| \`${setting.variable}\` | ${takes(setting)} | ${usual(setting)} | ${means(setting)} |`,
  )
  const base = `| \`${prefix}_CONFIG_FILE\` | path | | A JSON file with all of this; variables go over it |`
  return [`### ${service}`, '', '| variable | takes | default | meaning |', '|---|---|---|---|', base, ...rows].join(
    '\n',
  )
}

function takes({ kind, values }: Setting): string {
  return values ? values.map((value) => `\`${value}\``).join(', ') : kind
}

function usual({ fallback, required }: Setting): string {
  if (fallback !== undefined) return fallback === '' ? 'empty' : `\`${cell(fallback)}\``
  return required ? '**must be set**' : ''
}

function means({ description = '', variant }: Setting): string {
  return cell([description, variant && `(when ${variant})`].filter(Boolean).join(' '))
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function example({ service, settings }: ServiceSettings): string {
  const lines = settings.flatMap((setting) => {
    const about = [setting.description, setting.variant && `when ${setting.variant}`].filter(Boolean).join('; ')
    return [...(about ? [`# ${about.replaceAll('\n', ' ')}`] : []), `#${setting.variable}=${setting.fallback ?? ''}`]
  })
  return [`# --- ${service}`, ...lines].join('\n')
}
