import { NodeApiError } from 'n8n-workflow';

/** What came of asking about one thing. */
export interface Asked<Thing, Answer> {
	thing: Thing;
	/** `undefined` if there was none. */
	answer?: Answer;
	/**
	 * Why not: the service does not have the thing (404, 410), does not show it to this account (403), could
	 * not be asked about it this time, or was not, because the time was over.
	 */
	problem?: 'gone' | 'forbidden' | 'unanswered' | 'unbegun';
}

/** So many are asked about at the same time, if the limits of the session let them. */
const MOST_AT_ONCE = 32;

/**
 * Asks the service about each of several things. What concerns one of them never stops the others.
 *
 * @param until when, in ms since 1970, the time is over: what was not begun by then is left out, but for the first ones
 * @returns one for each, in their order
 * @throws the first failure when not one could be asked about
 */
export async function askEach<Thing, Answer>(
	things: Thing[],
	ask: (thing: Thing) => Promise<Answer>,
	until = Infinity,
): Promise<Array<Asked<Thing, Answer>>> {
	const failures: unknown[] = [];
	let tried = 0;
	const askOne = async (thing: Thing): Promise<Asked<Thing, Answer>> => {
		try {
			return { thing, answer: await ask(thing) };
		} catch (error) {
			const problem = problemOf(error);
			if (problem === 'unanswered') failures.push(error);
			return { thing, problem };
		}
	};
	const asked = things.map((thing): Asked<Thing, Answer> => ({ thing, problem: 'unbegun' }));
	const askInTurn = async () => {
		// However late it is, each poll comes a little farther.
		do {
			const place = tried++;
			asked[place] = await askOne(things[place]);
		} while (tried < things.length && Date.now() < until);
	};
	await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, things.length) }, askInTurn));
	if (failures.length > 0 && failures.length === tried) throw failures[0];
	return asked;
}

/** Which one was asked about last before the time was over, if it was, and for which ones there was no time. */
export function begunOf<Thing, Answer>(
	asked: Array<Asked<Thing, Answer>>,
): { askedLast?: Thing; unbegun: Thing[] } {
	const begun = asked.filter(({ problem }) => problem !== 'unbegun');
	const unbegun = asked.filter(({ problem }) => problem === 'unbegun').map(({ thing }) => thing);
	return { askedLast: unbegun.length > 0 ? begun.at(-1)?.thing : undefined, unbegun };
}

function problemOf(error: unknown): 'gone' | 'forbidden' | 'unanswered' {
	const status = error instanceof NodeApiError ? error.httpCode : undefined;
	if (status === '404' || status === '410') return 'gone';
	return status === '403' ? 'forbidden' : 'unanswered';
}
