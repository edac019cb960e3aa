/** Skyfish's document, replayed: each example answer has the sandbox's names and kinds, each example request is taken. */
import { contraryReadings, startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import examples from '../../../fixtures/skyfish/documentExamples.json';
import { expectNames } from '../exampleNames';
import type { Json } from '../support';
import { ask, clientOf, jpeg, loginBody } from './support';
import type { SkyfishClient } from './support';

/** What no document says may be read otherwise; what it does say must not change by that. */
const readings = {
	'as usual': {},
	// With permissions missing there would be nothing to compare.
	contrary: { ...contraryReadings(), 'special-permissions': 'granted' as const },
};

const anyIptc = { iptc: 'what a file has in it differs', 'metadata.iptc': 'the same' };

describe.each(Object.entries(readings))('%s', (_, chosen) => {
	let sandbox: Sandbox;
	let skyfish: SkyfishSandbox;
	let client: SkyfishClient;
	let media: number;

	beforeAll(async () => {
		sandbox = await startSandbox({ manual: true, readings: chosen });
		skyfish = sandbox.skyfish;
		client = await clientOf(skyfish);
		const content = await jpeg(60, 40);
		media = await skyfish.addMedia({ content, title: 'Cat', keywords: ['cat', 'cute'] });
		skyfish.refreshIndex();
	});
	afterAll(async () => await sandbox.stop());

	const call = async (method: string, path: string, body?: unknown): Promise<Json> => {
		const { status, json } = await client.call(method, path, body);
		expect([path, Math.floor(status / 100)]).toEqual([path, 2]);
		return json;
	};

	test('the sign-in', async () => {
		const url = `${skyfish.url}/authenticate/userpasshmac`;
		const { json } = await ask(url, 'POST', loginBody(skyfish));
		expectNames(json, examples['POST /authenticate/userpasshmac']);
		expect(json.type).toBe(1);
	});

	test('a search', async () => {
		const found = await call('GET', '/search?q=cat&return_values=title+keywords');
		expectNames(found, examples['GET /search'], {
			media_count: 'in the words of 1.2.2, not in the example',
			media_offset: 'the same',
		});
	});

	test('a media item and its metadata', async () => {
		const item = await call('GET', `/media/${media}`);
		expectNames(item, examples['GET /media/:id'], {
			...anyIptc,
			'metadata.camera_created': 'in the words of 5.2.1, not in this example',
		});
		expect(typeof item.id).toBe('string');
		await call('POST', `/media/${media}/metadata`, examples['POST /media/:id/metadata']);
		const metadata = await call('GET', `/media/${media}/metadata`);
		expect(metadata).toMatchObject(examples['POST /media/:id/metadata']);
		expectNames(metadata, examples['GET /media/:id/metadata'], {
			...anyIptc,
			'title.': 'in the languages that were sent',
			'description.': 'the same',
		});
	});

	test('the folders of a media item', async () => {
		const folders = await call('GET', `/media/${media}/folders`);
		expectNames(folders, examples['GET /media/:id/folders']);
		const other = skyfish.addFolder('One more', skyfish.rootFolderId);
		const wanted = [...folders, { group_id: other, status: 'RELEASED' }];
		await call('POST', `/media/${media}/folders`, wanted);
		expect(await call('GET', `/media/${media}/folders`)).toEqual(wanted);
	});

	test('folders', async () => {
		expectNames(await call('GET', '/folder'), examples['GET /folder'], {
			'[].cover_photo_id': 'seen in public clients',
		});
		const { name, parent } = { ...examples['POST /folder'], parent: skyfish.rootFolderId };
		const made = await call('POST', '/folder', { name, parent });
		expectNames(made, examples['POST /folder']);
		expect(made.name).toBe(name);
		expectNames(await call('GET', `/folder/${made.id}`), examples['GET /folder/:id']);
		const updated = { name: examples['POST /folder/:id'].name, parent };
		const answer = await call('POST', `/folder/${made.id}`, updated);
		expectNames(answer, examples['POST /folder/:id']);
		expect(answer.name).toBe(updated.name);
	});

	test('cliques', async () => {
		const { name } = examples['GET /clique'][0];
		const made = await call('POST', '/clique', { name, skyfish_id: skyfish.companyId });
		expectNames([made], examples['GET /clique']);
		expectNames(await call('GET', '/clique'), examples['GET /clique']);
	});

	test('the registration of an upload: the same fields in the same order', async () => {
		const body = {
			folder: skyfish.rootFolderId,
			redirectURL: 'http://www.myservice.com/upload-done',
		};
		const form = await call('POST', '/upload/register', body);
		const example = examples['POST /upload/register'];
		expectNames(form, example);
		const order = ({ fields }: Json) => fields.map(({ name, type }: Json) => `${name} ${type}`);
		expect(order(form)).toEqual(order(example));
		expect([form.enctype, form.method]).toEqual([example.enctype, example.method]);
		const done = new URL(form.fields[0].value);
		expect([done.pathname, done.searchParams.get('redirect')]).toEqual([
			'/upload/done',
			body.redirectURL,
		]);
	});

	test('companies, users, disk usage, sign-up', async () => {
		const { companyId, userId } = skyfish;
		const users = await call('GET', `/company/${companyId}/users`);
		expectNames(users, examples['GET /company/:id/users']);
		const keys = await call('GET', `/company/${companyId}/apikeys`);
		expectNames(keys, examples['GET /company/:id/apikeys']);
		const folders = await call('GET', `/user/${userId}/folders`);
		expectNames(folders, examples['GET /user/:id/folders']);
		expect(typeof folders[0].id).toBe('string');
		const usage = await call('GET', `/user/${userId}/diskusage`);
		expectNames(usage, examples['GET /user/:id/diskusage']);
		const person = {
			name: 'New Studio',
			email: 'studio@example.com',
			password: 'Long-password-1',
			locale: 'en-US',
		};
		expectNames(await call('POST', '/signup', person), examples['POST /signup']);
	});
});
