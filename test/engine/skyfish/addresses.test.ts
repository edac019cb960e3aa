/** "By URL": the addresses that people copy, from the API and from the web app. */
import type { Sandbox } from '../../../sandbox/index';
import { startManualSandbox } from '../support/brightRiver';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.skyfish.clearRequests());

const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

/** The path that is asked for. */
async function asked(parameters: object): Promise<string | undefined> {
	await skyfish(sandbox, parameters as never).catch(() => undefined);
	return sandbox.skyfish.requests.findLast(({ path }) => !path.startsWith('/authenticate'))?.path;
}

it.each([
	['https://app.skyfish.com/folder/155111/file/90909090', '/media/90909090/version'],
	['https://app.skyfish.com/folder/155111/file/90909090?tab=info#top', '/media/90909090/version'],
	['https://api.colourbox.com/media/90909090', '/media/90909090/version'],
	['https://api.colourbox.com/media/90909090/version', '/media/90909090/version'],
])('a media item at %s', async (url, path) => {
	expect(await asked({ resource: 'media', operation: 'getVersion', mediaId: byUrl(url) })).toBe(
		path,
	);
});

it.each([
	'https://cdn.skyfish.com/media/12345.pdf',
	'https://cdn.skyfish.com/media/12345',
	'https://cdn.skyfish.com/file/12345?width=800',
	'https://www.skyfish.com/sh/abc/155111/12345',
	'https://www.skyfish.com/sh/media/12345',
	'https://app.skyfish.com/folder/155111',
	'90909090',
])('no media item at %s', async (url) => {
	const mediaId = byUrl(url);
	expect(await asked({ resource: 'media', operation: 'getVersion', mediaId })).toBeUndefined();
	const error = await skyfish(sandbox, {
		resource: 'media',
		operation: 'getVersion',
		mediaId,
	} as never).then(
		() => new Error('nothing'),
		(thrown: Error) => thrown,
	);
	expect(error.message).toMatch(/media item contains/);
});

it('a folder at its address in the web app', async () => {
	const folderId = byUrl('https://app.skyfish.com/folder/155111/file/90909090');
	expect(await asked({ resource: 'folder', operation: 'get', folderId })).toBe('/folder/155111');
});
