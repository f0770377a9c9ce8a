// The interpreter of compiled forms in a real browser: the same items, values, limits and scores as the server's after every
// answer. The sequences come from the server's own interpreter (the example `transcript` of the crate `instruments`) and
// are streamed into a page of Chromium, which plays them and compares sums of what it shows: nothing piles up, however many.
//
// VECU_SEQUENCES=1000000 plays a million, VECU_SEED=5000 goes on from a seed, VECU_NODE=1 has Node play them instead.
// VECU_TRANSCRIPT names the built example, or a file that it wrote.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { createInterface } from 'node:readline'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { minify } from 'terser'
import { openBrowser } from './harness.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const assets = path.join(root, 'crates/instruments/assets')
const served = readFileSync(path.join(assets, 'program.min.js'), 'utf8')
const hearing = readFileSync(path.join(root, 'crates/instruments/tests/both/hear.js'), 'utf8').trim().replace(/;$/, '')
const scores = readFileSync(path.join(assets, 'scores.min.js'), 'utf8')

test('the script that is served is the one that is written, and weighs less than 20 KB', async () => {
  const written = readFileSync(path.join(assets, 'program.js'), 'utf8')
  const counting = readFileSync(path.join(assets, 'scores.js'), 'utf8')
  const options = { ecma: 2021, compress: { passes: 6, ecma: 2021, unsafe_methods: true }, mangle: { properties: { regex: /_$/ } } }
  const { code } = await minify(written, options)
  assert.equal(served.trim(), code.trim(), 'run `npm run minify` after a change of program.js')
  assert.ok(Buffer.byteLength(served) < 20_000, `${Buffer.byteLength(served)} bytes`)
  const shortened = await minify(counting, options)
  assert.equal(scores.trim(), shortened.code.trim(), 'run `npm run minify` after a change of scores.js')
  assert.ok(Buffer.byteLength(scores) < 6_000, `${Buffer.byteLength(scores)} bytes`)
})

/** The lines of the server's interpreter: from a built example, from a file that one wrote, or built now. */
function transcript(...words) {
  const built = process.env.VECU_TRANSCRIPT
  if (built?.endsWith('.jsonl')) return { out: createReadStream(built), end: async () => {} }
  const cargo = ['run', '-q', '--locked', '-p', 'instruments', '--example', 'transcript', '--']
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] }
  const child = built ? spawn(built, words, options) : spawn('cargo', [...cargo, ...words], options)
  const ended = once(child, 'exit')
  return { out: child.stdout, end: async () => assert.deepEqual(await ended, [0, null], 'the transcript ended early') }
}

/** Plays a stream of lines in a page: `hear` is made there from hear.js. Tells how far it is once a minute. */
async function heardInChromium(lines) {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': request.url === '/' ? 'text/html' : 'text/plain; charset=utf-8' })
    if (request.url === '/') response.end('<!doctype html><title>Form</title>')
    else if (request.url === '/lines') lines.out.pipe(response)
    else response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const browser = await openBrowser()
  let telling
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    await page.addScriptTag({ content: served })
    await page.addScriptTag({ content: scores })
    await page.addScriptTag({ content: `globalThis.ear = (${hearing})(VecuForm, VecuScores)` })
    telling = setInterval(async () => tell(await page.evaluate(() => globalThis.ear.heard).catch(() => null)), 60_000)
    return await page.evaluate(async () => {
      const reader = (await fetch('/lines')).body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        const parts = (rest + (value ?? '')).split('\n')
        rest = parts.pop()
        for (const line of parts) {
          const different = globalThis.ear.line(line)
          if (different) return { different, heard: globalThis.ear.heard }
        }
        if (done) return { different: null, heard: globalThis.ear.heard }
      }
    })
  } finally {
    clearInterval(telling)
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}

/** The same in Node. */
async function heardInNode(lines) {
  const [form, counting] = [[served, 'VecuForm'], [scores, 'VecuScores']].map(([text, name]) => new Function(`${text}; return ${name}`)())
  const ear = (0, eval)(hearing)(form, counting)
  const telling = setInterval(() => tell(ear.heard), 60_000)
  try {
    for await (const line of createInterface({ input: lines.out, crlfDelay: Infinity })) {
      const different = ear.line(line)
      if (different) return { different, heard: ear.heard }
    }
    return { different: null, heard: ear.heard }
  } finally {
    clearInterval(telling)
  }
}

function tell(heard) {
  if (heard) console.log(`${new Date().toISOString()} ${JSON.stringify(heard)}`)
}

test('a page shows what the server would, answer by answer, in Chromium', async () => {
  const [count, seed] = [process.env.VECU_SEQUENCES ?? '600', process.env.VECU_SEED ?? '0']
  const hear = process.env.VECU_NODE ? heardInNode : heardInChromium
  const lines = transcript(count, seed)
  const { different, heard } = await hear(lines)
  if (different) {
    // Played again from that form on, with the pictures themselves, to say where the two part.
    const again = /^seed (\d+)/.exec(different.name)?.[1] ?? seed
    const { different: shown } = await hear(transcript('10', again, 'pictures'))
    assert.fail(JSON.stringify(shown ?? different))
  }
  await lines.end()
  tell(heard)
  assert.ok(heard.sequences >= Number(count), `${heard.sequences} sequences`)
  assert.ok(heard.pictures > 5 * heard.sequences && heard.scores > heard.sequences, JSON.stringify(heard))
})
