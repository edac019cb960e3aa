import { describeResource } from '../../../shared/operation';
import { getCliques } from './getCliques';
import { getDiskUsage } from './getDiskUsage';
import { getFolders } from './getFolders';
import { getProfileImage } from './getProfileImage';
import { setProfileImage } from './setProfileImage';

export const user = describeResource(
	'user',
	[getCliques, getDiskUsage, getFolders, getProfileImage, setProfileImage],
	'getFolders',
);
