import type { Locator, Page } from 'playwright-core';

/** The form in which a credential is filled in, saved and tested. */
export class CredentialForm {
	private readonly root: Locator;

	constructor(page: Page) {
		this.root = page.getByTestId('editCredential-modal');
	}

	async waitFor(): Promise<void> {
		await this.root.getByTestId('credential-save-button').waitFor();
	}

	/** The names of the fields, as they are shown; a star marks what has to be filled in. */
	async fields(): Promise<string[]> {
		const labels = await this.root.locator('label:visible').allInnerTexts();
		return labels.map((text) => text.split('\n')[0].trim());
	}

	async fill(values: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			await this.root.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
	}

	/** Saves; n8n then tests the credential by itself. */
	async save(): Promise<void> {
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Waits until the form says this. */
	async waitForText(text: string | RegExp): Promise<void> {
		await this.root.getByText(text).waitFor();
	}

	async showDetails(): Promise<void> {
		await this.root.getByText('More details').click();
	}

	async close(): Promise<void> {
		await this.root.getByLabel('Close this dialog').click();
		await this.waitUntilClosed();
	}

	async waitUntilClosed(): Promise<void> {
		await this.root.waitFor({ state: 'hidden' });
	}
}
