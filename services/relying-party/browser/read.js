// Shows each document with pdf.js: fetches the bytes, compares their digest with the one on the page, and only then
// draws them. The text of every page lies over its picture, for screen readers and for selecting.

/** @param {HTMLElement} viewer */
const view = async (viewer) => {
  const status = viewer.querySelector('[role="status"]')
  if (!(status instanceof HTMLElement)) return
  status.hidden = false
  try {
    const bytes = await fetchBytes(viewer.dataset['pdf'] ?? '')
    if ((await sha256(bytes)) !== viewer.dataset['sha256']) {
      tell(viewer, status, viewer.dataset['changed'] ?? '')
      return
    }
    await draw(viewer, bytes)
    status.remove()
  } catch {
    tell(viewer, status, viewer.dataset['failed'] ?? '')
  }
}

/** @param {HTMLElement} viewer @param {HTMLElement} status @param {string} message */
const tell = (viewer, status, message) => {
  viewer.replaceChildren(status)
  status.textContent = message
}

/** @param {string} path */
const fetchBytes = async (path) => {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error('no document')
  return new Uint8Array(await answer.arrayBuffer())
}

/** SHA-256 as base64url. @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = async (bytes) => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** @param {HTMLElement} viewer @param {Uint8Array<ArrayBuffer>} bytes */
const draw = async (viewer, bytes) => {
  /** @type {typeof import('pdfjs-dist')} */
  const pdfjs = await import(viewer.dataset['library'] ?? '')
  pdfjs.GlobalWorkerOptions.workerSrc = viewer.dataset['worker'] ?? ''
  const pdf = await pdfjs.getDocument({
    data: bytes,
    // Nothing that can change what is seen: no scripts, no XFA; and no WebAssembly, which the CSP would have to allow.
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    standardFontDataUrl: viewer.dataset['fonts'],
    cMapUrl: viewer.dataset['characterMaps'],
    cMapPacked: true,
    wasmUrl: viewer.dataset['decoders'],
  }).promise
  const count = document.getElementById(viewer.dataset['pageCount'] ?? '')
  if (count !== null) count.textContent = String(pdf.numPages)
  const sheets = document.createElement('div')
  sheets.className = 'waarmerk-sheets'
  viewer.append(zoomButtons(viewer, sheets), sheets)
  for (let number = 1; number <= pdf.numPages; number += 1) {
    await addSheet({ pdfjs, viewer, sheets, page: await pdf.getPage(number), total: pdf.numPages })
  }
}

/**
 * An empty sheet of the right size, drawn when it comes near the screen, and again when its width changes.
 *
 * @param {{ pdfjs: typeof import('pdfjs-dist'), viewer: HTMLElement, sheets: HTMLElement,
 *   page: import('pdfjs-dist').PDFPageProxy, total: number }} given
 */
const addSheet = async ({ pdfjs, viewer, sheets, page, total }) => {
  const sheet = document.createElement('div')
  sheet.className = 'waarmerk-sheet'
  sheet.setAttribute('role', 'region')
  const label = viewer.dataset['pageLabel'] ?? ''
  sheet.setAttribute('aria-label', label.replace('##', String(total)).replace('#', String(page.pageNumber)))
  const { width, height } = page.getViewport({ scale: 1 })
  sheet.style.aspectRatio = `${width} / ${height}`
  sheets.append(sheet)

  let drawnWidth = 0
  const redraw = async () => {
    const cssWidth = sheet.clientWidth
    if (cssWidth === 0 || cssWidth === drawnWidth) return
    drawnWidth = cssWidth
    await drawSheet({ pdfjs, sheet, page, scale: cssWidth / width })
  }
  new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && redraw(), {
    rootMargin: '600px',
  }).observe(sheet)
  new ResizeObserver(() => drawnWidth !== 0 && redraw()).observe(sheet)
}

/**
 * @param {{ pdfjs: typeof import('pdfjs-dist'), sheet: HTMLElement,
 *   page: import('pdfjs-dist').PDFPageProxy, scale: number }} given
 */
const drawSheet = async ({ pdfjs, sheet, page, scale }) => {
  const viewport = page.getViewport({ scale })
  const ratio = Math.min(devicePixelRatio || 1, 2)
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width * ratio)
  canvas.height = Math.floor(viewport.height * ratio)
  canvas.setAttribute('aria-hidden', 'true')
  const annotationMode = pdfjs.AnnotationMode.ENABLE
  await page.render({ canvas, viewport: page.getViewport({ scale: scale * ratio }), annotationMode }).promise
  const text = document.createElement('div')
  text.className = 'waarmerk-text-layer'
  text.style.setProperty('--total-scale-factor', String(scale))
  const layer = new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport })
  await layer.render()
  sheet.replaceChildren(canvas, text)
}

/** @param {HTMLElement} viewer @param {HTMLElement} sheets */
const zoomButtons = (viewer, sheets) => {
  const steps = [100, 150, 200, 300]
  let at = 0
  const group = document.createElement('div')
  group.className = 'waarmerk-zoom'
  const button = (/** @type {string} */ name, /** @type {number} */ change) => {
    const element = document.createElement('button')
    element.type = 'button'
    element.className = 'utrecht-button utrecht-button--html-button utrecht-button--subtle'
    element.textContent = name
    element.addEventListener('click', () => {
      at = Math.min(steps.length - 1, Math.max(0, at + change))
      sheets.style.setProperty('--waarmerk-zoom', `${steps[at]}%`)
      // A region that scrolls must be reachable with the keyboard (WCAG 2.1.1).
      sheets.toggleAttribute('tabindex', false)
      if (at > 0) sheets.tabIndex = 0
    })
    return element
  }
  group.append(button(viewer.dataset['larger'] ?? '', 1), button(viewer.dataset['smaller'] ?? '', -1))
  return group
}

for (const viewer of document.querySelectorAll('.waarmerk-viewer')) {
  if (viewer instanceof HTMLElement) await view(viewer)
}
