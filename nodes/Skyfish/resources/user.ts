import type { Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import { entries, list } from '../../shared/operation/results';
import { about, named } from '../ids';
import { userId } from '../locators';
import { getProfileImage } from './user/getProfileImage';
import { setProfileImage } from './user/setProfileImage';

/** Document 003, chapters 11 and 12. */
export const user: Resource = {
	name: 'User',
	value: 'user',
	byDefault: 'getFolders',
	operations: [
		{
			name: 'Get Cliques',
			value: 'getCliques',
			action: 'Get the cliques of a user',
			description: 'Get the cliques that a user is in',
			document: '003, 11.3',
			call: 'GET /user/{userId}/clique',
			fields: [userId],
			gives: about(userId, named({ cliqueId: 'id' }, entries)),
		},
		{
			name: 'Get Disk Usage',
			value: 'getDiskUsage',
			action: 'Get the disk usage of a user',
			description: 'Get the number of bytes that a user uses in each company',
			document: '003, 12.1',
			call: 'GET /user/{userId}/diskusage',
			fields: [userId],
			gives: about(userId, list()),
		},
		{
			name: 'Get Folders',
			value: 'getFolders',
			action: 'Get the folders of a user',
			description: "Get the folders that a user has access to, with the user's rights",
			document: '003, 11.1',
			call: 'GET /user/{userId}/folders',
			fields: [userId, ...returnAllOrLimit],
			gives: named({ folderId: 'id' }, list()),
		},
		getProfileImage,
		setProfileImage,
	],
};
