import type { Page } from 'playwright-core';

/** The panel to the right of the canvas that nodes are searched in and added from. */
export class NodePanel {
	private readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	async waitFor(): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Types into the search field. What was listed before is gone when this resolves. */
	async search(text: string): Promise<void> {
		const field = this.page.getByTestId('node-creator-search-bar');
		await field.fill('no node has this name');
		await this.page.getByTestId('node-creator-no-results').waitFor();
		await field.fill(text);
	}

	/** Types into the search field, key by key, of a panel that was just opened. */
	async type(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').click();
		await this.page.keyboard.type(text);
	}

	/** The names that are listed: of nodes, or of what a chosen node can do. */
	async names(): Promise<string[]> {
		return (await this.page.getByTestId('node-creator-item-name').allInnerTexts()).map((name) =>
			name.trim(),
		);
	}

	/** The entry with this name. */
	entry(name: string) {
		return this.page.getByTestId('item-iterator-item').filter({
			has: this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true }),
		});
	}

	async choose(name: string): Promise<void> {
		await this.entry(name).click();
	}

	/** Opens a group of a node's actions, such as "Actions (28)" or "Job Actions". */
	async openGroup(title: string | RegExp): Promise<void> {
		await this.page.getByTestId('node-creator-category-item').filter({ hasText: title }).click();
	}
}
