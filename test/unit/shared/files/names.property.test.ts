import fc from 'fast-check';
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
