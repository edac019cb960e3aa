import { waitUntil, WaitTimeoutError } from '../../../tools/processes/waitUntil.ts';

const shownWithinMs = 20_000;

/** Expects that the page shows this (as `toEqual` compares), at once or a little later. */
export async function eventually(read: () => Promise<unknown>, expected: unknown): Promise<void> {
	let failure: unknown;
	try {
		await waitUntil(
			'the page to show it',
			async () => {
				const shown = await read();
				try {
					expect(shown).toEqual(expected);
					return true;
				} catch (difference) {
					failure = difference;
					return false;
				}
			},
			{ timeoutMs: shownWithinMs },
		);
	} catch (error) {
		// What is different says more than that time is up.
		throw error instanceof WaitTimeoutError ? failure : error;
	}
}
