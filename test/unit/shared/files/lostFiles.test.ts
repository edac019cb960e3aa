import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { whereFilesWent } from '../../../../nodes/shared/files/lostFiles';

/** A workflow as a node sees it: what each node leads from, and which nodes gave files. */
function contextIn(parents: Record<string, string[]>, withFiles: string[]) {
	return {
		getNode: () => ({ name: 'Upload' }),
		getItemIndex: () => 0,
		getParentNodes: (name: string) => (parents[name] ?? []).map((parent) => ({ name: parent })),
		getWorkflowDataProxy: () => ({
			$items: (name: string) => [{ json: {}, binary: withFiles.includes(name) ? { a: {} } : {} }],
		}),
	} as unknown as IExecutePaginationFunctions;
}

const chain = { Upload: ['Create'], Create: ['Set'], Set: ['Form'], Form: [] };

it('names the node that passed no files on, and the one that gave them', () => {
	expect(whereFilesWent(contextIn(chain, ['Form']))).toMatch(
		/^"Form" gave files, but "Set" after it passed on none\. Connect this node to "Form" as well/,
	);
	expect(whereFilesWent(contextIn(chain, ['Form', 'Set']))).toContain(
		'"Set" gave files, but "Create" after it',
	);
});

it('names the node before, where none gave files or the way divides', () => {
	const nearest = 'The node before this one, "Create", passed on none.';
	expect(whereFilesWent(contextIn(chain, []))).toBe(nearest);
	expect(whereFilesWent(contextIn({ ...chain, Create: ['Set', 'Form'] }, ['Form']))).toBe(nearest);
});

it('ends in a loop', () => {
	const loop = { ...chain, Form: ['Create'] };
	expect(whereFilesWent(contextIn(loop, []))).toContain('"Create", passed on none');
});

it('says nothing where there is no node before, or n8n does not tell', () => {
	expect(whereFilesWent(contextIn({}, []))).toBeUndefined();
	expect(whereFilesWent({} as IExecutePaginationFunctions)).toBeUndefined();
});
