import type { Sandbox } from '../../../sandbox/index';
import { byId, startManualSandbox } from '../support/brightRiver';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.skyfish.faults.clear());

const deletion = (folder: number) => ({
	resource: 'folder',
	operation: 'delete',
	folderId: byId(folder),
});

it.each(['resetAfter', 'cut'] as const)(
	'says that the folder is gone, and not who deleted it, when its answer was lost (%s)',
	async (kind) => {
		const folder = sandbox.skyfish.addFolder('Delete me');
		const fault = sandbox.skyfish.faults.add({ kind, method: 'DELETE' });
		const [{ json }] = await skyfish(sandbox, deletion(folder));
		expect(json).toEqual({ gone: true, folderId: folder });
		expect(fault.hits).toBe(1);
	},
);

it.each([
	['was asked for once', undefined],
	['was refused at first', 503],
])('is an error where the folder is not there and it %s', async (_, status) => {
	if (status) sandbox.skyfish.faults.add({ kind: 'status', status, method: 'DELETE' });
	await expect(skyfish(sandbox, deletion(999_999))).rejects.toThrow('Skyfish has no folder 999999');
});
