import { isSame } from '../../../../nodes/shared/files/verify';

const sent = { fileSize: 5, md5: '5d41402abc4b2a76b9719d911017c592', durationMs: 1 };

it.each([
	['the size', { size: 5 }, true],
	['the checksum', { md5: '5d41402abc4b2a76b9719d911017c592' }, true],
	[
		'the checksum as Bright River writes it',
		{ md5: '5D-41-40-2A-BC-4B-2A-76-B9-71-9D-91-10-17-C5-92' },
		true,
	],
	['the checksum as an entity tag', { size: 5, md5: '"5d41402abc4b2a76b9719d911017c592"' }, true],
	['another size', { size: 6, md5: '5d41402abc4b2a76b9719d911017c592' }, false],
	['another checksum', { size: 5, md5: '00000000000000000000000000000000' }, false],
	[
		'the checksum of nothing',
		{ md5: 'D4-1D-8C-D9-8F-00-B2-04-E9-80-09-98-EC-F8-42-7E' },
		undefined,
	],
	['an entity tag that is no checksum', { md5: '"5d41402abc4b2a76b9719d911017c592-3"' }, undefined],
	['nothing', { size: null, md5: undefined }, undefined],
])('a service that says %s', (_, stated, same) => {
	expect(isSame(sent, stated)).toBe(same);
});
