import sharp from 'sharp';
import { isMarkup, mediaTypeOf, withEndingOf } from '../../../../nodes/shared/files/mediaType';

const picture = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#a33' } });

it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)(
	'knows a real %s by its beginning',
	async (format) => {
		const content = await picture().toFormat(format).toBuffer();
		expect(mediaTypeOf(content, 'photo')?.mimeType).toBe(`image/${format}`);
	},
);

it('takes a raw photo for none of them, though it begins like a TIFF', async () => {
	const tiff = await picture().tiff().toBuffer();
	expect(mediaTypeOf(tiff, 'DSC_1.NEF')).toBeUndefined();
	expect(mediaTypeOf(tiff, 'DSC_1.jpg')?.mimeType).toBe('image/tiff');
});

it.each(['', 'ab', 'a text', '\0\0\0\0ftyx'])('knows nothing of %j', (text) => {
	expect(mediaTypeOf(Buffer.from(text), 'photo.jpg')).toBeUndefined();
});

it.each([
	['<!doctype html>', true],
	['\ufeff\r\n <html>', true],
	[' {"error": 1}', true],
	['[1]', true],
	['OK', false],
	['', false],
	['\xff\xd8\xff<', false],
])('%j begins like a page or a message: %s', (text, is) => {
	expect(isMarkup(Buffer.from(text, text.startsWith('\xff') ? 'latin1' : 'utf8'))).toBe(is);
});

it.each([
	['koala.jpg', 'koala.png'],
	['koala.PNG', 'koala.PNG'],
	['koala', 'koala.png'],
	['koala.v2', 'koala.v2.png'],
	['koala.jpg.png', 'koala.jpg.png'],
	['.jpg', '.png'],
	['shoe 1.5', 'shoe 1.5.png'],
])('names a PNG %s: %s', (given, name) => {
	expect(withEndingOf({ mimeType: 'image/png', endings: ['png'] }, given)).toBe(name);
});
