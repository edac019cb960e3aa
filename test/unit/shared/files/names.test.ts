import fc from 'fast-check';
import { fileNameFromHeader, safeFileName } from '../../../../nodes/shared/files/fileName';
import { multipartFrame } from '../../../../nodes/shared/files/multipart';

const file = { field: 'file', fileName: 'a.jpg', mimeType: 'image/jpeg' };

it('frames a file as a form, the file last', () => {
	const { head, tail, contentType } = multipartFrame([['key', 'value']], file, 'B');
	expect(contentType).toBe('multipart/form-data; boundary=B');
	expect(head.toString()).toBe(
		'--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nvalue\r\n' +
			'--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n' +
			'Content-Type: image/jpeg\r\n\r\n',
	);
	expect(tail.toString()).toBe('\r\n--B--\r\n');
});

it('lets no file name out of its header line', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string(), (fileName, mimeType) => {
			const { head } = multipartFrame([], { field: 'file', fileName, mimeType }, 'B');
			const lines = head.toString().split('\r\n');
			expect(lines).toHaveLength(5);
			expect(lines[1]).toMatch(
				/^Content-Disposition: form-data; name="file"; filename="[^"\r\n]*"$/,
			);
		}),
	);
});

it.each([
	['koala.jpg', 'koala.jpg'],
	['../../etc/passwd', 'passwd'],
	['C:\\photos\\shoe.jpg', 'shoe.jpg'],
	['..', 'fallback'],
	['', 'fallback'],
	['a\u0000b\n.jpg', 'ab.jpg'],
	['\u202Egpj.exe', 'gpj.exe'],
	['Straße 1 #2 50%.jpg', 'Straße 1 #2 50%.jpg'],
])('makes %j a safe name', (name, safe) => {
	expect(safeFileName(name, 'fallback')).toBe(safe);
});

it('keeps the ending of a name that is too long', () => {
	const safe = safeFileName(`${'x'.repeat(4096)}.jpg`, 'fallback');
	expect(safe).toHaveLength(200);
	expect(safe.endsWith('x.jpg')).toBe(true);
});

it.each([
	['attachment; filename="a b.jpg"', 'a b.jpg'],
	['attachment; filename=a.jpg', 'a.jpg'],
	['attachment; filename="a\\"b.jpg"', 'a"b.jpg'],
	["attachment; filename=x.jpg; filename*=UTF-8''Stra%C3%9Fe.jpg", 'Straße.jpg'],
	["attachment; filename=x.jpg; filename*=UTF-8''50%", 'x.jpg'],
	['inline', undefined],
	[undefined, undefined],
])('reads the name in %j', (header, name) => {
	expect(fileNameFromHeader(header)).toBe(name);
});
