import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult } from 'n8n-workflow';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import type { Sandbox } from '../../../sandbox/index';
import { startManualSandbox } from '../support/brightRiver';
import { additionalDataFor, nodeOf, workflowOf } from '../support/engine';
import { skyfishCredential } from '../support/skyfish';

const { listSearch, loadOptions } = new Skyfish().methods;

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.skyfish.faults.clear());

function editor(): LoadOptionsContext {
	const credentials = skyfishCredential(sandbox);
	const node = nodeOf({ type: 'skyfish', parameters: {}, credentials });
	return new LoadOptionsContext(workflowOf(node), node, additionalDataFor(credentials), '');
}

async function list(
	name: keyof typeof listSearch,
	...rest: Array<string | undefined>
): Promise<INodeListSearchResult> {
	return await listSearch[name].call(editor(), ...(rest as [string?, string?]));
}

it('lists folders with those above them, and filters by the whole path', async () => {
	const above = sandbox.skyfish.addFolder('Autumn');
	const inside = sandbox.skyfish.addFolder('Shoes', above);
	const { results } = await list('searchFolders', 'autumn / sh');
	expect(results).toEqual([
		{ name: expect.stringMatching(/Autumn \/ Shoes$/), value: String(inside) },
	]);
	expect(await loadOptions.getFolders.call(editor())).toContainEqual({
		name: results[0].name,
		value: inside,
	});
});

it('lists companies, their users and the cliques', async () => {
	expect((await list('searchCompanies')).results.map(({ value }) => value)).toContain(
		String(sandbox.skyfish.companyId),
	);
	const users = (await list('searchUsers')).results;
	expect(users.map(({ value }) => value)).toContain(String(sandbox.skyfish.userId));
	expect((await list('searchUsers', 'no such name')).results).toEqual([]);
	expect((await list('searchCliques')).results).not.toEqual([]);
});

it('finds media by what is typed, and says in which folder each is', async () => {
	const folder = sandbox.skyfish.addFolder('Spring');
	const about = { fileName: 'find-me.jpg', title: 'Kangaroo', folderId: folder };
	const media = await sandbox.skyfish.addMedia(about);
	sandbox.skyfish.refreshIndex();
	expect((await list('searchMedia', 'kangaroo')).results).toEqual([
		{
			name: expect.stringMatching(RegExp(`^Kangaroo \\(.*Spring, ${media}\\)$`)),
			value: String(media),
		},
	]);
});

it('begins the list of media with the newest, from all folders but the trash', async () => {
	const inside = sandbox.skyfish.addFolder('Inside', sandbox.skyfish.addFolder('Outside'));
	const [older, newer] = [
		await sandbox.skyfish.addMedia({ fileName: 'older.jpg' }),
		await sandbox.skyfish.addMedia({ fileName: 'newer.jpg', folderId: inside }),
	];
	sandbox.skyfish.refreshIndex();
	const ids = (await list('searchMedia')).results.map(({ value }) => value);
	expect(ids).toEqual(expect.arrayContaining([String(older), String(newer)]));
	const [sent] = sandbox.skyfish.requests
		.filter(({ path }) => path.startsWith('/search'))
		.slice(-1);
	expect(sent.path).toContain('order=created&direction=desc');
});

it('says why a list cannot load', async () => {
	sandbox.skyfish.faults.add({ path: '/folder', kind: 'status', status: 403, times: Infinity });
	await expect(list('searchFolders')).rejects.toThrow(
		'Skyfish does not allow this user to do that',
	);
});
