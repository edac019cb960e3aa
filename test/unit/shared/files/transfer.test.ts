import { fileTurn } from '../../../../nodes/shared/files/transfer';
import { fakeClient } from '../support/fakes';

describe('the turn of a file', () => {
	it.each([
		['a small upload', { size: 7_999_999, inMemory: false }, 'parallelSmallUploads'],
		['an upload of 8 MB', { size: 8_000_000, inMemory: false }, 'parallelFileTransfers'],
		['a small one that is in memory', { size: 10, inMemory: true }, 'parallelFileTransfers'],
		['a file of which nothing is known before', undefined, 'parallelFileTransfers'],
	])('of %s', async (_, file, kind) => {
		const { client } = fakeClient();
		const takeTurn = jest.spyOn(client.session, 'takeTurn');
		expect(await fileTurn(client, async () => 'done', file)).toBe('done');
		expect(takeTurn.mock.calls.map(([which]) => which)).toEqual([kind]);
	});

	it('ends with the file, also with one that fails', async () => {
		const { client } = fakeClient();
		const ended = jest.fn();
		jest.spyOn(client.session, 'takeTurn').mockResolvedValue(ended);
		const fileDone = jest.spyOn(client.session.progress, 'fileDone');
		const task = async () => await Promise.reject(new Error('broken'));
		await expect(fileTurn(client, task, { key: 'a' })).rejects.toThrow('broken');
		expect([ended.mock.calls.length, fileDone.mock.calls]).toEqual([1, [['a']]]);
	});
});
