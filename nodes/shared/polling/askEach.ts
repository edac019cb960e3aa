import { NodeApiError } from 'n8n-workflow';

/** What came of asking about one thing. */
export interface Asked<Thing, Answer> {
	thing: Thing;
	/** `undefined` if there was none. */
	answer?: Answer;
	/**
	 * Why not: the service does not have the thing (404, 410), does not show it to this account (403), or could
	 * not be asked about it this time.
	 */
	problem?: 'gone' | 'forbidden' | 'unanswered';
}

/**
 * Asks the service about each of several things. What concerns one of them never stops the others.
 *
 * @returns one for each, in their order
 * @throws the first failure when not one could be asked about
 */
export async function askEach<Thing, Answer>(
	things: Thing[],
	ask: (thing: Thing) => Promise<Answer>,
): Promise<Array<Asked<Thing, Answer>>> {
	const failures: unknown[] = [];
	const asked = await Promise.all(
		things.map(async (thing): Promise<Asked<Thing, Answer>> => {
			try {
				return { thing, answer: await ask(thing) };
			} catch (error) {
				const problem = problemOf(error);
				if (problem === 'unanswered') failures.push(error);
				return { thing, problem };
			}
		}),
	);
	if (failures.length > 0 && failures.length === things.length) throw failures[0];
	return asked;
}

function problemOf(error: unknown): 'gone' | 'forbidden' | 'unanswered' {
	const status = error instanceof NodeApiError ? error.httpCode : undefined;
	if (status === '404' || status === '410') return 'gone';
	return status === '403' ? 'forbidden' : 'unanswered';
}
