import type { Resource } from '../../../shared/operation';
import { addFolder } from './addFolder';
import { addMember } from './addMember';
import { create } from './create';
import { deleteClique } from './delete';
import { getAll } from './getAll';
import { getFolders } from './getFolders';
import { getMembers } from './getMembers';
import { removeFolder } from './removeFolder';
import { removeMember } from './removeMember';
import { update } from './update';

export const clique: Resource = {
	name: 'clique',
	operations: [
		addFolder,
		addMember,
		create,
		deleteClique,
		getFolders,
		getAll,
		getMembers,
		removeFolder,
		removeMember,
		update,
	],
	byDefault: 'getAll',
};
