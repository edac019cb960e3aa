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

it.each([
	['a<b>c:d"e|f?g*h.jpg', 'a_b_c_d_e_f_g_h.jpg'],
	[' a.jpg ', 'a.jpg'],
	['a .jpg', 'a.jpg'],
	['.htaccess', '.htaccess'],
	['a.b', 'a.b'],
	['...', 'fallback'],
	['a/', 'fallback'],
	['a/b\\c', 'c'],
	['\u0085\u061c\u200e\u2029\u2066\ufeff\u007f', 'fallback'],
])('makes %j a safe name', (name, safe) => {
	expect(safeFileName(name, 'fallback')).toBe(safe);
});

it.each([
	['cuts between characters', '😀'.repeat(60), '😀'.repeat(50)],
	['leaves room for the ending', `${'😀'.repeat(60)}.jpeg`, `${'😀'.repeat(48)}.jpeg`],
	[
		'knows an ending of ten letters',
		`${'x'.repeat(300)}.abcdefghij`,
		`${'x'.repeat(189)}.abcdefghij`,
	],
	['but none of eleven', `${'x'.repeat(300)}.abcdefghijk`, 'x'.repeat(200)],
	['takes what stands after the last dot', `${'x'.repeat(300)}.tar.gz`, `${'x'.repeat(197)}.gz`],
	['leaves what just fits', `${'x'.repeat(196)}.jpg`, `${'x'.repeat(196)}.jpg`],
	[
		'leaves no white space before the ending',
		`${'x'.repeat(190)}      ${'y'.repeat(9)}.jpg`,
		`${'x'.repeat(190)}.jpg`,
	],
])('%s in a name that is too long', (_, name, safe) => {
	expect(safeFileName(name, 'fallback')).toBe(safe);
});

it.each([
	['attachment; FILENAME = a.jpg; size=1', 'a.jpg'],
	['attachment; filename = "a.jpg"', 'a.jpg'],
	["attachment; filename* = utf-8''a%20b.jpg ; filename=x", 'a b.jpg'],
	["attachment; filename*=iso-8859-1''a.jpg", undefined],
	['attachment; filename=""', ''],
	['attachment; filename="a\\\\b\\"c.jpg"', 'a\\b"c.jpg'],
	['attachment; filename="open', '"open'],
	[7, undefined],
])('reads the name in %j', (header, name) => {
	expect(fileNameFromHeader(header)).toBe(name);
});

it('names a file without a type for what it is: bytes', () => {
	const { head } = multipartFrame([], { field: 'f', fileName: 'a', mimeType: '\u0000' }, 'B');
	expect(head.toString()).toContain('\r\nContent-Type: application/octet-stream\r\n\r\n');
});

it('writes a name as browsers do', () => {
	const fileName = 'a"b\r\nc\rd\ne\u0001.jpg';
	const { head } = multipartFrame(
		[['"key"', '1']],
		{ field: 'f"', fileName, mimeType: 'image/\u007fjpeg\r\n' },
		'B',
	);
	expect(head.toString().split('\r\n')).toEqual([
		'--B',
		'Content-Disposition: form-data; name="%22key%22"',
		'',
		'1',
		'--B',
		'Content-Disposition: form-data; name="f%22"; filename="a%22b%0D%0Ac%0D%0Ad%0D%0Ae.jpg"',
		'Content-Type: image/jpeg',
		'',
		'',
	]);
});
