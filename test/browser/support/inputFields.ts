import type { Locator, Page } from 'playwright-core';

/** The left part of an opened node: the fields of the nodes before it, to be dragged into its own. */
export class InputFields {
	private readonly page: Page;
	private readonly root: Locator;

	constructor(page: Page) {
		this.page = page;
		this.root = page.getByTestId('ndv').getByTestId('ndv-input-panel');
	}

	/** What n8n says above fields that it knows without a run. */
	previewNotice(): Locator {
		return this.root.getByTestId('schema-preview-warning');
	}

	/** Drags a field of the node before into a parameter. @param expression that n8n gives the field */
	async drag(expression: string, parameter: Locator): Promise<void> {
		const field = this.root.locator(`[data-target="mappable"][data-value="${expression}"]`);
		// n8n begins to drag when the mouse has moved a little, and drops where it sees the mouse move.
		await field.hover();
		await this.page.mouse.down();
		await this.page.mouse.move(...(await centreOf(parameter, -2)), { steps: 5 });
		await this.page.mouse.move(...(await centreOf(parameter)), { steps: 2 });
		await this.page.mouse.up();
	}
}

/** @param besides how far to the right of it */
async function centreOf(element: Locator, besides = 0): Promise<[number, number]> {
	const box = await element.boundingBox();
	if (!box) throw new Error('What is to be reached is not on the page');
	return [box.x + box.width / 2 + besides, box.y + box.height / 2];
}
