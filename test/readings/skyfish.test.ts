import '../support/shorterWaits';
import { Skyfish } from '../../nodes/Skyfish/Skyfish.node';
import { describeReadings } from './support/describeReadings';
import { keepPhotosThere, useEveryOperation, watchAMediaItem } from './support/skyfishStory';

describeReadings({
	service: 'Skyfish',
	type: 'skyfish',
	node: new Skyfish(),
	sandbox: { indexLagMs: 0, skyfishImportMs: 20, skyfishZipMs: 20 },
	operations: useEveryOperation,
	triggers: watchAMediaItem,
	mainJob: keepPhotosThere,
});
