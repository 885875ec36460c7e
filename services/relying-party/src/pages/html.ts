import type { html } from 'hono/html'

/** Markup in which every value was escaped. */
export type Html = ReturnType<typeof html>

/** One page, before the frame of all pages is put around it. */
export interface Page {
  /** The step; the document title becomes "step – municipality". */
  readonly title: string
  readonly body: Html
  /** The code of the failure this page is about, for programs that read pages. */
  readonly problem?: string
  /** The page shows a fault in a form: the title says so first. */
  readonly invalid?: boolean
  /** HTTP status; 200 when left out. */
  readonly status?: number
  /** Own scripts, as URLs of assets. */
  readonly scripts?: readonly string[]
  /** Seconds after which a browser without JavaScript asks again. */
  readonly refreshSeconds?: number
}
