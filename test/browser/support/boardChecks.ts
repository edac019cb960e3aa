import type { Page } from 'playwright-core';

/** What is missing for people who do not see the page: labels, alternative texts, unique ids. */
export async function missingNames(page: Page): Promise<string[]> {
	return await page.evaluate<string[]>(`
		[
			...[...document.querySelectorAll('input, select')]
				.filter((field) => field.labels.length === 0)
				.map((field) => 'no label: ' + field.id),
			...[...document.querySelectorAll('img:not([alt])')].map((image) => 'no alt: ' + image.src),
			...[...document.querySelectorAll('button, a')]
				.filter((one) => (one.ariaLabel || one.textContent).trim() === '' && !one.querySelector('img[alt]'))
				.map((one) => 'no name: ' + one.outerHTML),
			...[...document.querySelectorAll('[id]')]
				.map(({ id }) => id)
				.filter((id, place, all) => all.indexOf(id) !== place)
				.map((id) => 'twice: ' + id),
		]`);
}

/** Texts that stand out too little from what is behind them (WCAG AA: 4.5 to 1), with their contrast. */
export async function faintTexts(page: Page): Promise<string[]> {
	return await page.evaluate<string[]>(`(() => {
		const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
		const light = (colour) => {
			const [r, g, b] = numbers(colour)
				.map((level) => level / 255)
				.map((level) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4));
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const isClear = (colour) => numbers(colour)[3] === 0;
		const behind = (element) => {
			const { backgroundColor } = getComputedStyle(element);
			if (!isClear(backgroundColor)) return backgroundColor;
			return element.parentElement ? behind(element.parentElement) : 'rgb(255, 255, 255)';
		};
		const hasText = (element) =>
			[...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
		return [...document.body.querySelectorAll('*')]
			.filter((element) => hasText(element) && element.checkVisibility() && !element.disabled)
			.filter((element) => element.tagName !== 'OPTION')
			.map((element) => {
				const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
				const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
				return { contrast, text: element.textContent.trim().slice(0, 40) };
			})
			.filter(({ contrast }) => contrast < 4.5)
			.map(({ contrast, text }) => contrast.toFixed(2) + ': ' + text);
	})()`);
}
