import { isSame, notSame, verifyFile } from '../../../../nodes/shared/files/verify';
import { fakeClient, wordsOf, wordsThrownBy } from '../support/fakes';

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

it.each([
	['a checksum that is too long', { md5: `${sent.md5}0` }],
	['a checksum with something before it', { md5: `x${sent.md5}` }],
	['a size that is no number', { size: '5' }],
	['a checksum that is no text', { md5: 5 }],
])('cannot be compared with %s', (_, stated) => {
	expect(isSame(sent, stated)).toBeUndefined();
});

it('knows a checksum whatever stands between its digits', () => {
	expect(isSame(sent, { md5: ` ${sent.md5.slice(0, 16)} ${sent.md5.slice(16)}\n` })).toBe(true);
});

describe('a file that was transferred', () => {
	const clientOf = (verifyFiles: string) =>
		fakeClient({ parameters: { requestOptions: { verifyFiles } } }).client;
	const client = clientOf('sizeAndChecksum');
	const advice = (whose: string, to: string) =>
		`Look at the file there before you send it again. If ${whose} changes files on purpose, set "Verify Files" to ${to} in the request options.`;

	it('is said to be compared only where it could be', () => {
		expect(verifyFile(client, 'a.jpg', sent, { size: 5 })).toBe(true);
		expect(verifyFile(client, 'a.jpg', sent, {})).toBe(false);
	});

	it('is not compared where "Verify Files" is off', () => {
		const off = clientOf('off');
		expect(verifyFile(off, 'a.jpg', sent, { size: 6 })).toBe(false);
		expect(verifyFile(off, 'a.jpg', sent, { size: 5 })).toBe(false);
	});

	it('is compared by its size alone where that is chosen', () => {
		const bySize = clientOf('size');
		const otherwise = { md5: '0'.repeat(32) };
		expect(verifyFile(bySize, 'a.jpg', sent, { size: 5, ...otherwise })).toBe(true);
		expect(verifyFile(bySize, 'a.jpg', sent, otherwise)).toBe(false);
		expect(() => verifyFile(bySize, 'a.jpg', sent, { size: 6, ...otherwise })).toThrow();
	});

	it('of which no checksum was taken is compared by its size', () => {
		const { fileSize, durationMs } = sent;
		const untaken = { fileSize, durationMs };
		expect(verifyFile(client, 'a.jpg', untaken, { size: 5, md5: '0'.repeat(32) })).toBe(true);
		expect(verifyFile(client, 'a.jpg', untaken, { md5: '0'.repeat(32) })).toBe(false);
	});

	it('with another size is an error that says both', () => {
		expect(wordsThrownBy(() => verifyFile(client, 'a.jpg', sent, { size: 6 }))).toEqual({
			message: 'The file "a.jpg" did not arrive as it was sent',
			description: `Service says that it has 6 bytes, but 5 were transferred. ${advice('Service', 'Off')}`,
		});
	});

	it('with another checksum is an error that says so', () => {
		const difference = 'a different checksum (MD5) from the file that was transferred';
		for (const stated of [{ md5: '0'.repeat(32) }, { size: 5, md5: '0'.repeat(32) }]) {
			expect(wordsThrownBy(() => verifyFile(client, 'a.jpg', sent, stated, 'The storage'))).toEqual(
				{
					message: 'The file "a.jpg" did not arrive as it was sent',
					description: `The storage says that it has ${difference}. ${advice('The storage', 'Size or Off')}`,
				},
			);
		}
		expect(wordsOf(notSame(client, 'x', 'a.jpg', { size: '6' }, sent)).description).toContain(
			difference,
		);
	});
});
