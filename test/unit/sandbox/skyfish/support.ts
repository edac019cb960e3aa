/** A client of Skyfish as any program could be one: fetch, a token, and files to send. */
import { createHmac } from 'node:crypto';
import sharp from 'sharp';
import type { SkyfishSandbox } from '../../../../sandbox/index';
import type { Answer, Json } from '../support';

/** One field of the form that POST /upload/register describes. */
export interface FormField {
	name: string;
	type: string;
	value?: string;
}

export interface Registered {
	action: string;
	fields: FormField[];
}

export interface SkyfishClient {
	token: string;
	headers: Record<string, string>;
	call(method: string, path: string, body?: unknown, headers?: object): Promise<Answer>;
	/** The answer of GET, which must be 200. */
	get(path: string): Promise<Json>;
	register(folder: number, more?: object): Promise<Registered>;
	/** All three steps of an upload; answers the media's id. */
	upload(folder: number, fileName: string, content: Uint8Array): Promise<number>;
	/** The ids that a search finds, in its order. */
	found(query: string): Promise<number[]>;
}

/** The body of a login. */
export function loginBody(sandbox: SkyfishSandbox, more: Record<string, unknown> = {}): Json {
	const { username, password, apiKey: key, apiSecret } = sandbox;
	const ts = Number(more.ts ?? Math.floor(Date.now() / 1000));
	const hmac = createHmac('sha1', apiSecret).update(`${key}:${ts}`).digest('hex');
	return { username, password, key, ts, hmac, ...more };
}

export async function ask(url: string, method: string, body?: unknown, headers: object = {}) {
	const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const all = { ...type, ...headers };
	const response = await fetch(url, { method, headers: all, body: text, redirect: 'manual' });
	const content = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json');
	return {
		status: response.status,
		headers: response.headers,
		json: isJson ? (JSON.parse(content) as Json) : content,
	};
}

export async function clientOf(
	sandbox: SkyfishSandbox,
	login: Record<string, unknown> = {},
): Promise<SkyfishClient> {
	const body = loginBody(sandbox, login);
	const { json } = await ask(`${sandbox.url}/authenticate/userpasshmac`, 'POST', body);
	const headers = { Authorization: `CBX-SIMPLE-TOKEN Token=${json.token}` };
	const client: SkyfishClient = {
		token: json.token,
		headers,
		async call(method, path, payload, more = {}) {
			return await ask(sandbox.url + path, method, payload, { ...headers, ...more });
		},
		async get(path) {
			const { status, json: answer } = await client.call('GET', path);
			if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
			return answer;
		},
		async register(folder, more = {}) {
			return (await client.call('POST', '/upload/register', { folder, ...more })).json;
		},
		async upload(folder, fileName, content) {
			const { action, fields } = await client.register(folder);
			const stored = await postForm(action, formOf(fields, fileName, content));
			const location = stored.headers.get('location') ?? '';
			return (await ask(location, 'GET')).json.media_id;
		},
		async found(query) {
			const answer = await client.get(`/search?return_values=unique_media_id&${query}`);
			return answer.response.media.map((media: Json) => media.unique_media_id);
		},
	};
	return client;
}

/** The second user, who is no admin. */
export async function readerOf(sandbox: SkyfishSandbox): Promise<SkyfishClient> {
	const { readerUsername: username, readerPassword: password } = sandbox;
	return await clientOf(sandbox, { username, password });
}

/** The received fields in their order, with the file. */
export function formOf(fields: FormField[], fileName: string, content: Uint8Array): FormData {
	const form = new FormData();
	for (const { name, type, value } of fields) {
		if (type === 'file') {
			form.append(name, new Blob([content as Uint8Array<ArrayBuffer>]), fileName);
		} else form.append(name, value ?? '');
	}
	return form;
}

/** Posts a form and follows no redirect. */
export async function postForm(url: string, form: FormData) {
	const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
	return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A small JPEG. */
export async function jpeg(width = 40, height = 30, background = '#c03020'): Promise<Buffer> {
	return await sharp({ create: { width, height, channels: 3, background } })
		.jpeg()
		.toBuffer();
}

/** XMP with a title and a description, either of which can be left out. */
export function xmp(texts: { title?: string; description?: string }): string {
	const properties = Object.entries(texts).map(
		([name, text]) =>
			`<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:${name}>`,
	);
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/">
		<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
		<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
		${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** Puts IPTC data sets, e.g. `['2:25', 'keyword']`, into a JPEG as Photoshop would. */
export function withIptc(image: Buffer, dataSets: [string, string | Buffer][]): Buffer {
	const records = dataSets.map(([key, value]) => {
		const [record, dataSet] = key.split(':').map(Number);
		const content = Buffer.from(value as string);
		const head = Buffer.from([0x1c, record, dataSet, 0, 0]);
		head.writeUInt16BE(content.length, 3);
		return Buffer.concat([head, content]);
	});
	const data = Buffer.concat(records);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(data.length);
	const padding = Buffer.alloc(data.length % 2);
	const resource = Buffer.from('8BIM\x04\x04\0\0', 'latin1');
	const name = Buffer.from('Photoshop 3.0\0', 'latin1');
	const content = Buffer.concat([name, resource, size, data, padding]);
	const head = Buffer.from([0xff, 0xed, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([image.subarray(0, 2), head, content, image.subarray(2)]);
}
