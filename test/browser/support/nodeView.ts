import type { Locator, Page } from 'playwright-core';

/** An opened node: input to the left, its fields in the middle, output to the right. */
export class NodeView {
	private readonly page: Page;
	private readonly root: Locator;
	/** What the dropdown that was opened last offers. */
	private list: Locator;

	constructor(page: Page) {
		this.page = page;
		this.root = page.getByTestId('ndv');
		this.list = page.getByRole('listbox');
	}

	async waitFor(): Promise<void> {
		await this.root.waitFor();
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}

	/** The names of the fields that are shown, from top to bottom; not those inside of others. */
	async fields(): Promise<string[]> {
		const labels = this.root.locator(
			'[data-test-id="node-parameters"] [data-test-id="input-label"]:visible',
		);
		// Beside a name stand the buttons that show up under the mouse.
		return (await labels.allInnerTexts()).map((text) => text.split('\n')[0].trim());
	}

	/** What is chosen in some dropdowns, and the {@link fields} that are shown for it. */
	async shown(parameters: string[]): Promise<{ chosen: string[]; fields: string[] }> {
		const chosen = parameters.map(async (parameter) => await this.chosen(parameter));
		return { chosen: await Promise.all(chosen), fields: await this.fields() };
	}

	/** Opens a dropdown. Gives what it offers. */
	async open(parameter: string): Promise<string[]> {
		await this.openDropdown(this.field(parameter));
		return await this.list.locator('.option-headline').allInnerTexts();
	}

	private async openDropdown(dropdown: Locator): Promise<void> {
		const field = dropdown.getByRole('combobox').first();
		await field.click();
		// The lists of dropdowns stand apart from their fields: the field names its list.
		this.list = this.page.locator(`[id="${await field.getAttribute('aria-controls')}"]`);
		await this.list.waitFor();
	}

	/** Chooses from the dropdown that {@link open} has opened. */
	async choose(name: string): Promise<void> {
		await this.list.locator('.option-headline').getByText(name, { exact: true }).click();
	}

	/** Types into a field, key by key. */
	async type(parameter: string, text: string): Promise<void> {
		await this.field(parameter).locator('input, textarea').click();
		await this.page.keyboard.type(text);
	}

	/** Clicks on a switch. */
	async toggle(parameter: string): Promise<void> {
		await this.field(parameter).locator('.el-switch').click();
	}

	/** "Add Form Element" and the like, below the entries of a list. */
	async addEntry(list: string): Promise<void> {
		const { root } = this;
		await root.getByTestId(`fixed-collection-${list}`).getByTestId('fixed-collection-add').click();
	}

	/** "Add Attributes" and the like, in the only entry of a list. */
	async addToEntry(list: string, name: string): Promise<void> {
		const adding = this.root
			.getByTestId(`fixed-collection-${list}`)
			.getByTestId('fixed-collection-add-property');
		await this.openDropdown(adding);
		await this.list.getByText(name, { exact: true }).click();
	}

	/** Opens a list "From list", which the service fills. */
	async openList(parameter: string): Promise<ServiceList> {
		await this.root.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		return new ServiceList(this.page);
	}

	/** What is chosen in a dropdown. */
	async chosen(parameter: string): Promise<string> {
		return await this.field(parameter).locator('input').inputValue();
	}

	field(parameter: string): Locator {
		return this.root.getByTestId(`parameter-input-${parameter}`);
	}

	/** The expression in a field. */
	async expression(parameter: string): Promise<string> {
		return await this.field(parameter).locator('.cm-content').innerText();
	}

	/** "Execute step", or "Fetch Test Event" in a trigger. */
	executeButton(): Locator {
		return this.root.getByTestId('node-execute-button');
	}

	/** The part to the right. */
	output(): Locator {
		return this.root.getByTestId('output-panel');
	}

	/** The buttons that download the files that came out, in the order of the items. */
	downloadButtons(): Locator {
		return this.output().getByTestId('ndv-download-binary-data');
	}

	/** Waits until the node has failed. Gives what the part to the right says: what happened, what to do. */
	async error(): Promise<{ message: string; description: string }> {
		return {
			message: await this.output().getByTestId('node-error-message').innerText(),
			description: await this.output().getByTestId('node-error-description').innerText(),
		};
	}

	/** The pencil beside the chosen credential. */
	editCredentialButton(): Locator {
		return this.root.getByTestId('credential-edit-button');
	}

	/** The button in place of the credential where the owner has none of the kind. */
	connectButton(): Locator {
		return this.root.getByTestId('node-credentials-empty-state').getByRole('button');
	}
}

/** An opened list of what a service has. */
class ServiceList {
	private readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	async names(): Promise<string[]> {
		return (await this.entries().allInnerTexts()).map((name) => name.trim());
	}

	async search(text: string): Promise<void> {
		await this.page.getByTestId('rlc-search').locator('visible=true').fill(text);
	}

	/** Chooses the entry that begins like this. */
	async choose(beginning: string): Promise<void> {
		await this.entries().filter({ hasText: beginning }).click();
	}

	private entries(): Locator {
		return this.page.getByTestId('rlc-item').locator('visible=true');
	}
}
