import '../support/shorterWaits';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { takePhotosThere, useEveryOperation, watchAJob } from './support/brightRiverStory';
import { describeReadings } from './support/describeReadings';

describeReadings({
	service: 'Bright River',
	type: 'brightRiver',
	node: new BrightRiver(),
	sandbox: { manual: true },
	operations: useEveryOperation,
	triggers: watchAJob,
	mainJob: takePhotosThere,
});
