import type { Resource } from '../../../shared/operation';
import { getCliques } from './getCliques';
import { getDiskUsage } from './getDiskUsage';
import { getFolders } from './getFolders';
import { getProfileImage } from './getProfileImage';
import { setProfileImage } from './setProfileImage';

export const user: Resource = {
	name: 'user',
	operations: [getCliques, getDiskUsage, getFolders, getProfileImage, setProfileImage],
	byDefault: 'getFolders',
};
