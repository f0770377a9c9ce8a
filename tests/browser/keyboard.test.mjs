// Every public form from its first key to its last, with the keyboard alone; the focus can be seen at each step.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, keyboard, noSidewaysScroll, openBrowser, startVecu, withPage } from './harness.mjs'
import { openDoor, post, receiptIn, sessionOf, signInOf, tell, until } from './people.mjs'

let vecu
let browser
let door
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

const SUBMIT = 'main form button[type=submit]:not([name])'

const typed = (path, body, options = {}) =>
  withPage(browser, { url: vecu.url, device: 'desktop', ...options }, async (page) => {
    await page.goto(vecu.url + path)
    return body(keyboard(page), page)
  })

/** Answers each question of the screen with the keyboard. */
async function answerScreen(keys, page) {
  const names = await page.locator('main form input[type=radio]').evaluateAll((all) => [...new Set(all.map((one) => one.name))])
  for (const [at, name] of names.entries()) {
    const choices = page.locator(`input[type=radio][name="${name}"]`)
    const count = await choices.count()
    await keys.choose(choices.nth((at + 1) % count))
  }
  for (const box of await page.locator('main form textarea').all()) await keys.fill(box, 'Tout a été dit calmement.')
}

for (const scripts of [true, false]) {
  const how = scripts ? 'with scripts' : 'without scripts'
  test(`a questionnaire is found, answered, left, resumed and sent with the keyboard (${how})`, async () => {
    await typed(`/d/${door.place}`, async (keys, page) => {
      await keys.go(page.locator(`main a[href^="${door.questionnaire}"]`))
      await keys.choose('input[name=speaker][value=patient]')
      await keys.go(SUBMIT)
      await answerScreen(keys, page)
      await keys.go('button[name=go][value=later]')
      await keys.go('main a.button')
      await keys.go(SUBMIT)
      for (let screen = 0; screen < 12 && !/\/merci/.test(page.url()); screen += 1) {
        await answerScreen(keys, page)
        const isLast = (await page.locator('button[name=go][value=send]').count()) > 0
        await keys.go(isLast ? 'button[name=go][value=send]' : 'button[name=go][value=next]')
      }
      assert.match(page.url(), /\/merci/)
    }, { scripts })
  })
}

for (const kind of ['story', 'suggestion', 'thanks']) {
  test(`${kind}: told with the keyboard, its receipt typed back and followed, with a message`, async () => {
    await typed(`/d/${door.place}`, async (keys, page) => {
      await keys.go(page.locator(`main a[href*="sorte=${kind}"]`).first())
      await keys.fill('#text', "L'équipe de nuit est restée douce et calme avec moi.")
      await keys.go(SUBMIT)
      await keys.choose('input[name=speaker][value=relative]')
      await keys.choose('input[name=moment][value=after]')
      await keys.choose('input[name=publish][value=no]')
      await keys.choose('input[name=follow][value=yes]')
      await keys.to('#contact')
      await keys.go(SUBMIT)
      const receipt = (await page.locator('#receipt-code').innerText()).replace(/\s/g, '')
      await keys.fill('#code', receipt)
      await keys.go('form[action^="/suivi/essai"] button')
      await keys.go('main a.button[href^="/suivi"]')
      await keys.fill('#code', receipt)
      await keys.go(SUBMIT)
      await keys.fill('#message', 'Je voulais ajouter merci.')
      await keys.go('form[action^="/suivi/message"] button')
      assert.ok((await page.locator('main').innerText()).includes('ajouter merci'))
    })
  })
}

test('a permission to publish is taken back with the keyboard', async () => {
  const receipt = await tell(vecu, door.place, 'Le repas du soir était froid, deux jours de suite.')
  await typed('/suivi', async (keys) => {
    await keys.fill('#code', receipt)
    await keys.go(SUBMIT)
    await keys.go('form[action^="/suivi/retirer"] button')
  })
})

test('a message is erased with the keyboard, asked once more, and its code opens nothing after', async () => {
  const receipt = await tell(vecu, door.place, 'Le repas de midi était tiède, et je ne veux plus le dire.')
  const open = async (keys) => {
    await keys.fill('#code', receipt)
    await keys.go(SUBMIT)
  }
  await typed('/suivi', async (keys, page) => {
    await open(keys)
    await keys.go('form[action^="/suivi/effacer"] button')
    await axe(page, 'the page that asks once more')
    await noSidewaysScroll(page)
    if (process.env.VECU_SHOTS) await page.screenshot({ path: `${process.env.VECU_SHOTS}/erase-${page.viewportSize().width}.png`, fullPage: true })
    // What is reached first keeps it.
    await keys.go('main form button[formaction^="/suivi"]')
    assert.ok((await page.locator('main').innerText()).includes('tiède'), 'the message is kept')
    await keys.go('form[action^="/suivi/effacer"] button')
    await keys.go('main form button.button-danger')
    await axe(page, 'the page that says that it is erased')
    if (process.env.VECU_SHOTS) await page.screenshot({ path: `${process.env.VECU_SHOTS}/erased-${page.viewportSize().width}.png`, fullPage: true })
    await keys.go('main a.button')
  })
  await typed('/suivi', async (keys, page) => {
    await keys.fill('#code', receipt)
    await keys.go(SUBMIT)
    assert.equal(await page.locator('#code').inputValue(), receipt, 'what was typed stays')
  })
})

test('an error leads the keyboard to the field at fault', async () => {
  await typed(`/d/${door.place}/raconter`, async (keys, page) => {
    await keys.go(SUBMIT)
    const fault = page.locator('[role=alert] a, .error-summary a').first()
    await keys.to(fault)
    await keys.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'text')
  })
})

test('the first Tab of every page offers to skip to the content, and does', async () => {
  const pages = ['/', `/d/${door.place}`, door.questionnaire, `/d/${door.place}/raconter`, '/suivi', '/retours', '/confidentialite',
    '/accessibilite', '/connexion', '/nulle-part']
  await typed('/', async (keys, page) => {
    for (const path of pages) {
      await page.goto(vecu.url + path)
      await keys.press('Tab')
      const skip = page.locator('a.skip')
      await keys.to(skip, { steps: 0 })
      const box = await skip.boundingBox()
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.width > 40, `${path}: the link is seen when it has the focus`)
      await keys.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement.id), 'content', `${path}: the content has the focus`)
      await keys.press('Tab')
      const inside = await page.evaluate(() => Boolean(document.activeElement.closest('main, footer')))
      assert.ok(inside, `${path}: the next Tab goes on from the content`)
    }
  })
})

test('the list of places is searched with the keyboard', async () => {
  await typed('/', async (keys, page) => {
    await keys.fill('#q', 'mater')
    await keys.press('Enter')
    await page.waitForURL(/q=mater/)
    assert.ok((await page.locator('#lieux a[href^="/d/"]').count()) >= 1)
    await keys.go(page.locator('#lieux a[href^="/d/maternite"]').first())
  })
})

test('an objection to invitations is made with the keyboard', async () => {
  // The hospital's software sends the list of those who left; the letter that follows bears the link. Letters leave once
  // a day and at every start, so a copy of the demonstration is started.
  const cookie = await sessionOf(vecu, 'quality')
  const list = await (await fetch(`${vecu.url}/travail/campagnes`, { headers: { cookie } })).text()
  const campaigns = [...list.matchAll(/href="(\/travail\/campagnes\/[a-z0-9]{12})[^"]*"/g)].map(([, path]) => path)
  const day = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10)
  let prepared = false
  for (const path of new Set(campaigns)) {
    const campaign = await (await fetch(`${vecu.url}${path}`, { headers: { cookie } })).text()
    if (!campaign.includes(`${path}/sorties`)) continue
    const file = new FormData()
    const address = `clavier.${Date.now()}@exemple.fr`
    file.append('file', new Blob([`address,place,discharge_date\n${address},${door.place},${day}\n`]), 'sorties.csv')
    const answer = await fetch(`${vecu.url}${path}/sorties`, { method: 'POST', headers: { cookie }, body: file })
    prepared ||= answer.status === 200
  }
  assert.ok(prepared, 'a campaign by invitation takes a list')
  const copy = await startVecu({ like: vecu })
  try {
    const letter = await until('a letter leaves', () => copy.mails().find((mail) => /\/o\/\S+/.test(mail)))
    // Mails may be written with soft line ends.
    const whole = letter.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
    const link = /\/o\/[^\s"<]+/.exec(whole)[0]
    await withPage(browser, { url: copy.url, device: 'desktop' }, async (page) => {
      await page.goto(copy.url + link)
      const keys = keyboard(page)
      await keys.go(SUBMIT)
      assert.ok(await page.locator('main .notice').isVisible(), 'it is noted')
      const invitation = /\/i\/[^\s"<]+/.exec(whole)[0]
      await page.goto(copy.url + invitation)
      assert.match(page.url(), /\/q\/[a-z0-9]{12}\?d=/, 'the invitation is exchanged for a draft: it stands in no address')
    })
  } finally {
    await copy.stop()
  }
})

test('those who work sign in, and out, with the keyboard', async () => {
  const { email, password } = signInOf(vecu, 'caregiver')
  await typed('/connexion', async (keys, page) => {
    await keys.fill('#email', email)
    await keys.fill('#password', password)
    await keys.go(SUBMIT)
    assert.equal(new URL(page.url()).pathname, '/travail')
    await keys.go(page.locator('nav a[href^="/travail/voix"]').last())
    await keys.go(page.locator('main a[data-item]').first())
    await keys.go('form.sign-out button')
    assert.equal(new URL(page.url()).pathname, '/connexion')
  })
})

test('a single key presses its button in the reading room, and can be turned off', async () => {
  const { email, password } = signInOf(vecu, 'caregiver')
  await typed('/connexion', async (keys, page) => {
    await keys.fill('#email', email)
    await keys.fill('#password', password)
    await keys.go(SUBMIT)
    await page.goto(`${vecu.url}/travail/voix?etat=tout`)
    await page.locator('main a[data-item]').first().click()
    await page.waitForURL(/\/travail\/voix\/[a-z0-9]{12}/)
    const theme = page.locator('input[name=theme][data-key="2"]')
    await page.keyboard.press('2')
    assert.ok(await theme.isChecked(), 'the key 2 chooses the second theme')
    const onOff = page.locator('[data-keys-switch]')
    await page.locator('details.shortcuts summary').click()
    await onOff.click()
    await page.keyboard.press('3')
    assert.ok(await theme.isChecked(), 'keys that were turned off do nothing')
    await onOff.click()
  })
})

test('the receipt of a story told without a browser is one that the pages take', async () => {
  const receipt = await tell(vecu, door.place, 'Le brancardier a été patient avec moi, merci à lui.')
  const answer = await post(vecu, '/suivi', { code: receipt })
  assert.equal(answer.status, 200)
  assert.equal(receiptIn(await answer.text()), undefined, 'a receipt is shown once')
})
