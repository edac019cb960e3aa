import fc from 'fast-check';
import { giveDistinctNames } from '../../../../nodes/shared/files/fileName';
import { multipartFrame } from '../../../../nodes/shared/files/multipart';
import { seeded } from '../../../support/seeded';

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
		seeded(),
	);
});

it('gives no two files of an item the same name, and keeps their order and endings', () => {
	const names = fc.array(fc.constantFrom('a.jpg', 'A.JPG', 'a-2.jpg', 'a', '.jpg', 'b.c.jpg'));
	fc.assert(
		fc.property(names, (given) => {
			const files = given.map((fileName) => ({ fileName }));
			giveDistinctNames(files);
			const lower = files.map(({ fileName }) => fileName.toLowerCase());
			expect(new Set(lower).size).toBe(given.length);
			for (const [index, name] of given.entries()) {
				const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
				expect(files[index].fileName.endsWith(ending)).toBe(true);
			}
			if (given.length > 0) expect(files[0].fileName).toBe(given[0]);
		}),
		seeded(),
	);
});
