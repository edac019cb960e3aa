import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import { fileNameFromHeader, safeFileName } from '../../../nodes/shared/files/fileName';
import { multipartFrame } from '../../../nodes/shared/files/multipart';
import { requestOf } from '../../../nodes/shared/client/route';
import { readId, readIds, readJson } from '../../../nodes/shared/operation/parameters';
import { hostileText } from '../../support/hostileText';
import { seeded } from '../../support/seeded';

const context = { getNode: () => ({ name: 'Node' }) as never, getItemIndex: () => 0 };

/** What a check made of a value: what it gave, or `undefined` where it refused it in words. */
function unlessRefused<T>(check: () => T): T | undefined {
	try {
		return check();
	} catch (error) {
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).description).toMatch(/\S/);
		return undefined;
	}
}

describe('a file name', () => {
	it('stays one line of one part of a form, whatever it holds', async () => {
		await fc.assert(
			fc.asyncProperty(hostileText, hostileText, async (fileName, mimeType) => {
				// A boundary that no piece of the text knows: the real one is random.
				const frame = multipartFrame(
					[['key', fileName]],
					{ field: 'file', fileName, mimeType },
					'B~2',
				);
				const { head, tail, contentType } = frame;
				const body = Buffer.concat([head, Buffer.from('content'), tail]);
				const form = await new Response(body, {
					headers: { 'content-type': contentType },
				}).formData();
				expect([...form.keys()]).toEqual(['key', 'file']);
				expect(form.get('key')).toBe(fileName.toWellFormed());
				expect(await (form.get('file') as File).text()).toBe('content');
				const [, part] = head.toString().split(/name="key"\r\n\r\n/);
				const lines = part.slice(fileName.toWellFormed().length).split('\r\n');
				expect(lines).toHaveLength(6);
				expect(lines[2]).toMatch(
					/^Content-Disposition: form-data; name="file"; filename="[^"\r\n\0]*"$/,
				);
			}),
			seeded(),
		);
	});

	it('names nothing but itself where a file is written', () => {
		fc.assert(
			fc.property(hostileText, (name) => {
				const safe = safeFileName(name, 'file');
				expect(safe).not.toMatch(/[\\/\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
				expect(safe).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
				expect(safe).not.toMatch(/^\.*$/);
				expect(safe.trim()).toBe(safe);
				expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
				expect(safeFileName(safe, 'file')).toBe(safe);
			}),
			seeded(),
		);
	});

	it('is read out of any header', () => {
		fc.assert(
			fc.property(hostileText, (header) => {
				for (const one of [
					header,
					`attachment; filename="${header}`,
					`filename*=UTF-8''${header}`,
				]) {
					expect(['string', 'undefined']).toContain(typeof fileNameFromHeader(one));
				}
			}),
			seeded(),
		);
	});
});

/** What a field for an ID can hold by an expression. */
const anything = fc.oneof(
	hostileText,
	fc.integer(),
	fc.double(),
	fc.anything({ maxDepth: 2 }),
	fc.nat().map((id) => `${id}/../2`),
	fc.nat().map((id) => `${id}?x=1`),
	fc.nat().map((id) => `${id}#`),
	fc.nat().map((id) => ` ${id} `),
	fc.constantFrom('1e3', '0x10', '-1', '+1', '1.0', '１', 'NaN', 'Infinity', '9'.repeat(400)),
	fc.constantFrom(NaN, -1, 1e21, [1, 2], [[5]], {}, null, undefined, true, 2 ** 53),
);

describe('an ID', () => {
	it('is a whole number above 0, or refused', () => {
		fc.assert(
			fc.property(anything, (value) => {
				// Values out of expressions are JSON: they have no methods of their own.
				fc.pre(value === null || typeof value !== 'object' || Array.isArray(value));
				const id = unlessRefused(() => readId(context, 'Job', textual(value)));
				if (id !== undefined) expect(String(id)).toMatch(/^[1-9]\d{0,14}$/);
				const ids = unlessRefused(() => readIds(context, 'Jobs', textual(value))) ?? [];
				for (const one of ids) expect(String(one)).toMatch(/^[1-9]\d{0,14}$/);
			}),
			seeded(2000),
		);
	});

	const textual = (value: unknown) =>
		Array.isArray(value) ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
});

describe('a path', () => {
	it('keeps its segments, and gets no query, whatever is put into it', async () => {
		await fc.assert(
			fc.asyncProperty(hostileText, async (fileName) => {
				const path = { jobId: 353413, fileName };
				let url: string;
				try {
					({ url } = requestOf('GET /jobs/{jobId}/files/{fileName}/x', path));
				} catch {
					return expect(['', '.', '..', false]).toContain(fileName.isWellFormed() && fileName);
				}
				const { pathname, search, hash } = new URL(url, 'https://api.example.com');
				expect([search, hash]).toEqual(['', '']);
				const segments = pathname.split('/');
				expect(segments).toHaveLength(6);
				expect(decodeURIComponent(segments[4])).toBe(fileName);
			}),
			seeded(),
		);
	});
});

describe('JSON that an operator enters', () => {
	const nameOfPrototype = fc.constantFrom('__proto__', 'constructor', 'prototype');

	it('cannot reach what all objects share', () => {
		const hidden = fc
			.tuple(nameOfPrototype, fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.nat(3))))
			.map(([name, value, path]) =>
				path.reduce<string>(
					(inner, step) =>
						typeof step === 'number' ? `[${inner}]` : `{${JSON.stringify(step)}: ${inner}}`,
					`{"${name}": ${JSON.stringify(value)}}`,
				),
			);
		fc.assert(
			fc.property(hidden, (text) => {
				for (const wants of ['object', 'list'] as const) {
					expect(unlessRefused(() => readJson(context, 'Body', text, wants))).toBeUndefined();
					const parsed = JSON.parse(text) as unknown;
					expect(unlessRefused(() => readJson(context, 'Body', parsed, wants))).toBeUndefined();
				}
				expect(Object.keys(Object.prototype)).toEqual([]);
			}),
			seeded(),
		);
	});

	it('comes through as it is otherwise', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
				const text = JSON.stringify(value);
				fc.pre(!/"(?:__proto__|constructor|prototype)"/.test(text));
				expect(readJson(context, 'Body', text, 'object')).toEqual(JSON.parse(text));
			}),
			seeded(),
		);
	});

	it('is never anything else, whatever is entered', () => {
		fc.assert(
			fc.property(fc.oneof(hostileText, fc.json()), (text) => {
				const read = unlessRefused(() => readJson(context, 'Body', text, 'list'));
				if (read !== undefined) expect(Array.isArray(read)).toBe(true);
			}),
			seeded(),
		);
	});
});
