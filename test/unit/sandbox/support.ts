/** A client of the sandbox as any program could be one: fetch, the tokens, and pictures to send. */
import http from 'node:http';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { fromBuffer } from 'yauzl';
import type { BrightRiverSandbox } from '../../../sandbox/index';

/** Whatever an answer holds: these tests look at it from outside. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
	status: number;
	/** The parsed JSON, plain text as it is, or undefined when the answer is empty. */
	json: Json;
	headers: Headers;
}

export interface Client {
	headers: Record<string, string>;
	call(method: string, path: string, body?: unknown, headers?: object): Promise<Answer>;
	/** A new job with these files in it; answers what POST /jobs answered. */
	jobWith(files: Record<string, Uint8Array>): Promise<Json>;
	/** The same, edited and delivered. */
	deliveredJobWith(files: Record<string, Uint8Array>): Promise<Json>;
	upload(postUrl: string, files: Record<string, Uint8Array>): Promise<Answer>;
}

export function clientOf(sandbox: BrightRiverSandbox, sessionToken = sandbox.sessionToken): Client {
	const headers = {
		'X-Client-Token': sandbox.clientToken,
		'X-Session-Token': sessionToken,
		Accept: 'application/json',
	};
	const client: Client = {
		headers,
		async call(method, path, body, more = {}) {
			const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const all = { ...headers, ...type, ...more };
			return await answerOf(await fetch(sandbox.url + path, { method, headers: all, body: text }));
		},
		async upload(postUrl, files) {
			const form = new FormData();
			for (const [name, content] of Object.entries(files)) {
				form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), name);
			}
			return await answerOf(await fetch(postUrl, { method: 'POST', body: form }));
		},
		async jobWith(files) {
			const { json } = await client.call('POST', '/jobs', { name: 'Job', description: 'Clip' });
			await client.upload(json.upload.postUrl, files);
			return json;
		},
		async deliveredJobWith(files) {
			const job = await client.jobWith(files);
			await sandbox.advanceTo(job.id, 'CJ_NOTIFIED_WORK_DN');
			return job;
		},
	};
	return client;
}

async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	const { status, headers } = response;
	const isText = headers.get('content-type')?.startsWith('text/') === true;
	if (isText) return { status, headers, json: text };
	return { status, headers, json: text === '' ? undefined : JSON.parse(text) };
}

/** A request with exactly these headers, which fetch would not send; `body` goes out chunked. */
export async function rawRequest(
	url: string,
	options: http.RequestOptions,
	body?: string,
): Promise<{ status: number; json: Json }> {
	return await new Promise((resolve, reject) => {
		const request = http.request(url, { agent: false, ...options }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, json: text ? JSON.parse(text) : undefined }),
			);
		});
		request.on('error', reject);
		if (body !== undefined) request.write(body);
		request.end();
	});
}

/** A product (a red box) on a grey ground, as JPEG with a copyright in its EXIF. */
export async function photo(width = 300, height = 200): Promise<Buffer> {
	return await productOn(width, height)
		.withExif({ IFD0: { Copyright: 'The photographer' } })
		.jpeg()
		.toBuffer();
}

/** The picture before it is written in a format. */
export function productOn(width: number, height: number): Sharp {
	const [boxWidth, boxHeight] = [Math.ceil(width / 3), Math.ceil(height / 3)];
	const input = {
		create: {
			width: boxWidth,
			height: boxHeight,
			channels: 3 as const,
			background: { r: 150, g: 40, b: 30 },
		},
	};
	return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 196, b: 188 } } })
		.composite([{ input, left: Math.floor(width / 4), top: Math.floor(height / 3) }])
		.keepMetadata();
}

/** The names and contents in a zip. */
export async function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
	const contents = new Map<string, Buffer>();
	await new Promise<void>((resolve, reject) => {
		fromBuffer(zip, { lazyEntries: true }, (error, file) => {
			if (error) return reject(error);
			file.on('entry', (entry) => {
				file.openReadStream(entry, (failure, stream) => {
					if (failure) return reject(failure);
					const chunks: Buffer[] = [];
					stream.on('data', (chunk: Buffer) => chunks.push(chunk));
					stream.on('end', () => {
						contents.set(entry.fileName, Buffer.concat(chunks));
						file.readEntry();
					});
				});
			});
			file.on('end', resolve).on('error', reject);
			return file.readEntry();
		});
	});
	return contents;
}

export async function bytesOf(url: string): Promise<Buffer> {
	return Buffer.from(await (await fetch(url)).arrayBuffer());
}

/** Resolves as soon as the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
