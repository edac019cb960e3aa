/** What public clients send, replayed: as usual, and under the most contrary reading of each point. */
import { contraryReadings, startSandbox } from '../../../../sandbox/index';
import type { Sandbox } from '../../../../sandbox/index';
import { clientPatterns } from '../../../fixtures/skyfish/clientPatterns';
import type { Json } from '../support';
import { ask, clientOf, formOf, jpeg, postForm } from './support';
import type { SkyfishClient } from './support';

const readings = {
	'as usual': {},
	contrary: { ...contraryReadings(), 'special-permissions': 'granted' as const },
};

/** What is at `response.media.title`: in a list, of its first entry. */
function at(answer: Json, path: string): Json {
	return path.split('.').reduce((value: Json, name) => {
		const one = Array.isArray(value) ? value[0] : value;
		expect(one).toHaveProperty(name);
		return one[name];
	}, answer);
}

describe.each(Object.entries(readings))('%s', (_, chosen) => {
	let sandbox: Sandbox;
	let client: SkyfishClient;
	let names: Record<string, number>;

	beforeAll(async () => {
		sandbox = await startSandbox({ manual: true, readings: chosen });
		const { skyfish } = sandbox;
		client = await clientOf(skyfish);
		const media = await skyfish.addMedia({ content: await jpeg(60, 40), title: 'Cat' });
		const video = await skyfish.addMedia({ fileName: 'cat.mp4', content: Buffer.from('a video') });
		skyfish.refreshIndex();
		names = { media, video, folder: skyfish.rootFolderId };
	});
	afterAll(async () => await sandbox.stop());

	const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_all, name) => String(names[name]));

	test.each(
		clientPatterns.map((pattern) => [`${pattern.source} ${pattern.does}`, pattern] as const),
	)('%s', async (_name, { method, path, query, body, reads, only }) => {
		const before = only && sandbox.readings.get(only.point);
		if (only) sandbox.readings.set(only.point, only.value);
		const url = filled(query === undefined ? path : `${path}?${query}`);
		const sent = body && (JSON.parse(filled(JSON.stringify(body))) as object);
		const { status, json } = await client.call(method, url, sent);
		if (only && before) sandbox.readings.set(only.point, before);
		expect([url, Math.floor(status / 100)]).toEqual([url, 2]);
		for (const name of reads) at(json, name);
	});

	test("the vendor's SDK finishes an upload by following redirects, without a token", async () => {
		const { folder } = names;
		const { action, fields } = await client.register(folder);
		const { headers } = await postForm(action, formOf(fields, 'sdk.jpg', await jpeg(20, 20)));
		let location = headers.get('location')!;
		let answer: Json;
		do {
			const response = await ask(location, 'GET');
			answer = response.json;
			const next: string | null = response.headers.get('location');
			if (next === null) break;
			location = new URL(next, location).href;
		} while (location);
		expect(answer).toEqual({ media_id: expect.any(Number) });
	});
});
