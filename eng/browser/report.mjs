// Walks through the web report in a real Chromium, as one reader with one purpose: node report.mjs CHROMIUM ADDRESS PURPOSE FOLDER.
// Ends with 0 where everything was as it should be; says on standard error what was not. Pictures of what it saw go to FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [, , executablePath, address, purpose, folder] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const layouts = ['overview', 'sla', 'queue', 'teams', 'changes', 'problems'];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];

const check = (what, ok) => { if (!ok) wrong.push(what); };

async function open(search = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB', reducedMotion: 'reduce', bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
  page.calls = [];
  page.on('request', (request) => { if (request.url().endsWith('/api/reports/query')) page.calls.push(request.postDataJSON()); });
  await page.goto(`${address}/report${search}`);
  await settled(page);
  return page;
}

async function settled(page) {
  await page.waitForFunction(() => document.querySelector('figure') && !document.querySelector('[aria-busy=true], .skeleton'), undefined, { timeout: 20_000 });
  await page.waitForTimeout(150);
}

const values = (page) => page.locator('.card .value').allInnerTexts();
const picture = (page, name) => page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });

const purposes = {
  // Every page has something to show, and nothing on it breaks its own rules.
  async pages() {
    for (const layout of layouts) {
      const page = await open(`?page=${layout}`);
      check(`${layout}: no figure`, (await page.locator('figure').count()) > 3);
      check(`${layout}: no drawn chart`, (await page.locator('figure .chart svg').count()) > 0);
      check(`${layout}: something could not be loaded`, (await page.locator('.problem').count()) === 0);
      check(`${layout}: no stamp`, (await page.locator('footer').innerText()).includes('Data as of'));
      await picture(page, layout);
      await page.context().close();
    }
  },
  async themes() {
    for (const [name, search, options] of [['dark', '?page=overview&theme=dark', {}], ['phone', '?page=overview&lang=da', { viewport: { width: 390, height: 900 } }], ['forced', '?page=sla', { forcedColors: 'active' }]]) {
      const page = await open(search, options);
      const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      check(`${name}: wider than the window (${wide} of ${inner})`, wide <= inner);
      await picture(page, name);
      await page.context().close();
    }
  },
  // A click filters everything else, in one call; Back undoes it; the address brings it about again.
  async crossfilter() {
    const page = await open('?page=overview&period=last90Days');
    const before = await values(page), calls = page.calls.length;
    await page.locator('#changed tbody th button').first().click();
    await settled(page);
    await page.waitForFunction((was) => JSON.stringify([...document.querySelectorAll('.card .value')].map((one) => one.innerText)) !== was, JSON.stringify(before), { timeout: 5000 });
    const filtered = await values(page);
    check('a click cost more than one call', page.calls.length - calls === 1);
    check('a click filtered nothing', JSON.stringify(filtered) !== JSON.stringify(before));
    check('the chip does not say it', (await page.locator('.chips').innerText()).includes('Team:'));
    const bookmark = page.url();
    await page.goBack();
    await page.waitForFunction((was) => JSON.stringify([...document.querySelectorAll('.card .value')].map((one) => one.innerText)) === was, JSON.stringify(before), { timeout: 5000 });
    const again = await open(new URL(bookmark).search);
    check('the address did not bring it about again', JSON.stringify(await values(again)) === JSON.stringify(filtered));
    await again.keyboard.press('Escape');
    await again.waitForFunction(() => !location.search.includes('sel='));
    await page.goto(bookmark);
    await settled(page);
    // A bar of a chart is clicked on as a row is.
    const bars = page.locator('#flow .chart svg path');
    check('no bars are drawn', (await bars.count()) > 5);
  },
  // The list behind a number is as long as the number.
  async drill() {
    const page = await open('?page=teams');
    const button = page.locator('#load tbody tr').first().locator('td button').first();
    const clicked = (await button.innerText()).replace(/\D/g, '');
    await button.click();
    await page.locator('.list tbody tr').first().waitFor();
    const heading = (await page.locator('h2').innerText()).replace(/\D/g, '');
    check(`clicked on ${clicked}, listed ${heading}`, clicked === heading);
    check('as many rows', (await page.locator('.list tbody tr').count()) === Math.min(100, Number(clicked)));
    await page.locator('.list thead button', { hasText: 'Priority' }).click();
    await page.waitForFunction(() => location.search.includes('sort='));
    await page.getByRole('button', { name: /Back/ }).click();
    await page.getByRole('button', { name: /Back/ }).click();
    await settled(page);
    check('Back does not lead back', (await page.locator('#load').count()) === 1);
    await picture(page, 'drilled');
  },
  // Slicers, arrows, Enter, Escape and ?: nothing needs a mouse.
  async keyboard() {
    const page = await open('?page=overview');
    await page.keyboard.press('Tab');
    check('the first stop is not the way past the menu', (await page.evaluate(() => document.activeElement.className)) === 'skip');
    await page.keyboard.press('Enter');
    await page.locator('#figures').focus();
    await page.keyboard.press('ArrowRight');
    check('an arrow does not reach a figure', await page.evaluate(() => document.activeElement.dataset.visual !== undefined));
    for (let i = 0; i < 30 && (await page.evaluate(() => document.activeElement.id)) !== 'flow'; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    check('Enter does not show the table', (await page.locator('#flow table').count()) === 1);
    check('the table has nothing to follow', (await page.locator('#flow table td button').count()) > 0);
    await page.locator('#flow table td button').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.list tbody tr').first().waitFor();
    await page.locator('#figures').focus();
    await page.keyboard.press('Escape');
    await settled(page);
    const team = page.locator('.pick summary').nth(2);
    await team.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => location.search.includes('f.team='));
    await settled(page);
    await page.keyboard.press('Escape');
    await page.locator('#figures').focus();
    await page.keyboard.press('?');
    await page.locator('dialog').waitFor({ timeout: 5000 });
    await page.keyboard.press('Escape');
  },
  async accessibility() {
    for (const [layout, options] of [...layouts.map((one) => [one, {}]), ['overview', { colorScheme: 'dark' }], ['overview', { viewport: { width: 390, height: 900 } }]]) {
      // What is put into the page for this check is not the page's own.
      const page = await open(`?page=${layout}`, { ...options, bypassCSP: true });
      for (const button of await page.locator('[data-table]').all()) await button.click();
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const one of found.violations.filter((each) => ['serious', 'critical'].includes(each.impact))) wrong.push(`${layout} ${JSON.stringify(options)}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
      await page.context().close();
    }
  },
  // Who sees aggregates only has no way to a ticket.
  async viewer() {
    const page = await open('?page=teams');
    await page.evaluate(() => localStorage.setItem('report.caller', 'vera'));
    await page.reload();
    await settled(page);
    check('a figure leads to tickets', (await page.locator('td button').count()) === 0);
    check('nothing is withheld', (await page.locator('td', { hasText: '•' }).count()) > 0);
    await page.goto(`${address}/report?page=queue`);
    await settled(page);
    check('a queue of tickets is shown', (await page.locator('#next').count()) === 0);
  },
};

try {
  await purposes[purpose]();
} catch (error) {
  wrong.push(`${purpose}: ${error.message}`);
} finally {
  await browser.close();
}

for (const line of wrong) console.error(line);
process.exit(wrong.length === 0 ? 0 : 1);
