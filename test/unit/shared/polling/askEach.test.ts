import { NodeApiError, type INode } from 'n8n-workflow';
import { askEach } from '../../../../nodes/shared/polling/askEach';

const node = { name: 'Node', type: 'node' } as INode;
const refused = (httpCode?: string) => new NodeApiError(node, { message: 'No' }, { httpCode });

/** Asks about things of which some answer with an error. */
async function asking(things: Array<string | Error>) {
	return await askEach(things, async (thing) => {
		if (thing instanceof Error) throw thing;
		return `answer of ${thing}`;
	});
}

it('gives what came of each, in their order', async () => {
	const [gone, archived, hidden, failing, bug] = [
		refused('404'),
		refused('410'),
		refused('403'),
		refused('500'),
		new TypeError('x'),
	];
	expect(await asking(['a', gone, archived, hidden, failing, bug, 'b'])).toEqual([
		{ thing: 'a', answer: 'answer of a' },
		{ thing: gone, problem: 'gone' },
		{ thing: archived, problem: 'gone' },
		{ thing: hidden, problem: 'forbidden' },
		{ thing: failing, problem: 'unanswered' },
		{ thing: bug, problem: 'unanswered' },
		{ thing: 'b', answer: 'answer of b' },
	]);
});

it('asks about all of them at the same time', async () => {
	const asked: string[] = [];
	void askEach(['a', 'b', 'c'], async (thing) => {
		asked.push(thing);
		await new Promise(() => {});
	});
	expect(asked).toEqual(['a', 'b', 'c']);
});

it('throws the first failure when not one could be asked about', async () => {
	const [first, second] = [refused('500'), refused()];
	await expect(asking([first, second])).rejects.toBe(first);
});

it('throws nothing where one answered, or is known to be gone, or there is nothing to ask', async () => {
	expect(await asking([refused('500'), 'a'])).toHaveLength(2);
	expect(await asking([refused('500'), refused('404')])).toHaveLength(2);
	expect(await asking([refused('404')])).toHaveLength(1);
	expect(await asking([])).toEqual([]);
});

it('takes no other error for an answer of the service', async () => {
	const pretender = Object.assign(new Error('x'), { httpCode: '404' });
	await expect(asking([pretender])).rejects.toBe(pretender);
});
