/** The look of both pages. Contrast at least 4.5:1, targets at least 44 px, works at 320 px and at 400 %. */
export const stylesheet = `
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
body { margin: 0 }
header { background: #7a0026; color: #fff; padding: .5rem 1rem; font-weight: 700 }
header p { margin: 0 auto; max-width: 40rem }
main { margin: 0 auto; max-width: 40rem; padding: 1rem }
h1 { font-size: 1.6rem; line-height: 1.2 }
h2 { font-size: 1.2rem }
ul { list-style: none; margin: 0; padding: 0 }
li { margin: 0 0 .75rem }
button { box-sizing: border-box; width: 100%; min-height: 44px; padding: .75rem 1rem; font: inherit; text-align: start;
  color: #1b1b1b; background: #fff; border: 2px solid #154273; border-radius: 4px; cursor: pointer }
button:hover { background: #e8f0f9 }
button:focus-visible { outline: 4px solid #154273; outline-offset: 3px }
button strong { display: block; overflow-wrap: anywhere }
button.cancel { border-color: #5a5a5a }
code { overflow-wrap: anywhere }
`
