import type { IDataObject } from 'n8n-workflow';
import { accountOf, recall, remember } from '../../../../nodes/shared/polling/memory';
import { fakeClient } from '../support/fakes';

/** A trigger of which n8n has stored this. */
function trigger(staticData: IDataObject = {}) {
	const [warn, info] = [jest.fn(), jest.fn()];
	const context = {
		getNode: () => ({ name: 'Watch jobs' }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? staticData : {}),
		logger: { warn, info },
	};
	return { context: context as never, staticData, warn, info };
}

interface Memory {
	account: string;
	seen: number;
}

const read = (stored: unknown) => stored as Memory | undefined;

describe('what a trigger remembers', () => {
	it('is what n8n stored for it', () => {
		const { context, staticData, warn, info } = trigger();
		expect(recall(context, 'a', read)).toBeUndefined();
		remember(context, { account: 'a', seen: 1 });
		expect(staticData).toEqual({ memory: { account: 'a', seen: 1 } });
		expect(recall(context, 'a', read)).toEqual({ account: 'a', seen: 1 });
		expect(warn).not.toHaveBeenCalled();
		expect(info).not.toHaveBeenCalled();
	});

	it('is kept from before accounts were told apart', () => {
		const { context, info } = trigger({ memory: { account: '', seen: 1 } });
		expect(recall(context, 'a', read)).toEqual({ account: '', seen: 1 });
		expect(info).not.toHaveBeenCalled();
	});

	it('is as good as nothing where it belongs to another account, and that is said', () => {
		const { context, warn, info } = trigger({ memory: { account: 'b', seen: 1 } });
		expect(recall(context, 'a', read)).toBeUndefined();
		expect(info.mock.calls).toEqual([
			[
				'Watch jobs: the credential belongs to another account now. The trigger starts from how things are there.',
			],
		]);
		expect(warn).not.toHaveBeenCalled();
	});

	it.each([
		[
			'throws',
			() => {
				throw new TypeError('damaged');
			},
		],
		['finds nothing', () => undefined],
	])('is as good as nothing where reading it %s, and that is said', (_, reads) => {
		const { context, warn } = trigger({ memory: { version: 99 } });
		expect(recall(context, 'a', reads)).toBeUndefined();
		expect(warn.mock.calls).toEqual([
			[
				'Watch jobs: what this trigger remembers cannot be read. It starts from how things are now.',
			],
		]);
	});

	it('is not said to be damaged where there is none', () => {
		const { context, warn } = trigger();
		expect(recall(context, 'a', () => undefined)).toBeUndefined();
		expect(warn).not.toHaveBeenCalled();
	});
});

describe('the name of an account', () => {
	const nameOf = async (credential: object) =>
		await accountOf(fakeClient({ credential: credential as never }).client);
	const mine = { baseUrl: 'https://api.example.com', user: 'me', token: 'secret' };

	it('is the same for one account, whatever its secrets are and the white space around it', async () => {
		const name = await nameOf(mine);
		expect(name).toMatch(/^[0-9a-f]{12}$/);
		expect(await nameOf({ ...mine, token: 'renewed', user: ' me\n' })).toBe(name);
	});

	it('is another for another user or another service', async () => {
		const names = [
			await nameOf(mine),
			await nameOf({ ...mine, user: 'you' }),
			await nameOf({ ...mine, baseUrl: 'https://other.example.com' }),
			await nameOf({ baseUrl: mine.baseUrl }),
		];
		expect(new Set(names).size).toBe(4);
	});

	// It is stored with the workflow: another one would make every trigger take stock again.
	it('stays the same from release to release', async () => {
		expect(await nameOf(mine)).toBe('39da37031f78');
		expect(await nameOf({ baseUrl: mine.baseUrl, user: null })).toBe('a095cc988b29');
	});
});
